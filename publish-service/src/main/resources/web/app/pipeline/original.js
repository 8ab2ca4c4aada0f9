import { element } from '../dom.js';
import { count } from '../format.js';

const FORMS = { avro: 'Avro', json: 'JSON', xml: 'XML', text: 'Text', bytes: 'Bytes' };

/** The bytes of a record as the server reads them: Avro and JSON as JSON, texts by their character set, else in hexadecimal. */
export function original({ original: base64, size, decoded }) {
  const { form, schema, charset, text, note, complete } = decoded;
  const bytes = text === undefined ? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) : undefined;
  const how = [FORMS[form], schema, charset, note, complete ? undefined : `the beginning of ${count(size)} bytes`];
  return [
    element('p', { className: 'note', dataset: { testid: 'form', form } }, how.filter(Boolean).join(', ')),
    element('pre', { tabIndex: 0, dataset: { testid: 'original' } }, element('code', {}, text ?? hexadecimal(bytes))),
  ];
}

function hexadecimal(bytes) {
  const rows = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = row.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
    rows.push(`${at.toString(16).padStart(6, '0')}  ${digits.padEnd(47)}  ${letters}`);
  }
  return rows.join('\n');
}
