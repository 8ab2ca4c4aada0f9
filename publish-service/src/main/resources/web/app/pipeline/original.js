import { element } from '../dom.js';
import { count } from '../format.js';

const FORMS = { avro: 'Avro', json: 'JSON', xml: 'XML', text: 'Text', bytes: 'Bytes' };
const TYPES = /^(text\/|application\/(.*\+)?(json|xml|x-ndjson))/;

/** The bytes of a record: as the server reads them where it does, else as text where they are text, else in hexadecimal. */
export function original({ original: base64, size, contentType, decoded }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const { form, schema, charset, text, note, complete } = decoded ?? { text: read(bytes, contentType ?? ''), complete: bytes.length === size };
  const how = [FORMS[form], schema, charset, note, complete ? undefined : `the beginning of ${count(size)} bytes`].filter(Boolean);
  return [
    how.length > 0 ? element('p', { className: 'note', dataset: { testid: 'form', form: form ?? 'read-here' } }, how.join(', ')) : undefined,
    element('pre', { tabIndex: 0, dataset: { testid: 'original' } }, element('code', {}, text ?? hexadecimal(bytes))),
  ];
}

/** The text of bytes that are UTF-8, but for a character that was cut at the end; undefined where they are not. */
function read(bytes, contentType) {
  for (let cut = 0; cut < Math.min(4, bytes.length + 1); cut++) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      // eslint-disable-next-line no-control-regex
      return TYPES.test(contentType) || !/[\u0000-\u0008\u000e-\u001f]/.test(text) ? text : undefined;
    } catch {
      // One byte less, then.
    }
  }
  return undefined;
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
