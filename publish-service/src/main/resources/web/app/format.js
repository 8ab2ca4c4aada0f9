const LANGUAGE = 'en-GB';
const NUMBER = new Intl.NumberFormat(LANGUAGE);
const CLOCK = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const HOUR = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short', year: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat(LANGUAGE, { day: 'numeric', month: 'short' });
const FULL = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'long' });

export function count(number) {
  return NUMBER.format(number);
}

/** "1 article", "2 articles". */
export function counted(number, noun, plural = `${noun}s`) {
  return `${count(number)} ${number === 1 ? noun : plural}`;
}

/** The time of day, with the date in front where it is not today. */
export function moment(iso) {
  const instant = new Date(iso);
  const today = instant.toDateString() === new Date().toDateString();
  return today ? CLOCK.format(instant) : `${DAY.format(instant)}, ${CLOCK.format(instant)}`;
}

/** The time of day without seconds, with the day in front where it is not today. */
export function hour(iso) {
  const instant = new Date(iso);
  const today = instant.toDateString() === new Date().toDateString();
  return today ? HOUR.format(instant) : `${SHORT_DAY.format(instant)} ${HOUR.format(instant)}`;
}

export function day(iso) {
  return DAY.format(new Date(iso));
}

export function fullMoment(iso) {
  return FULL.format(new Date(iso));
}

/** Milliseconds as "240 ms", "1.4 s", "3 min", "2 h" or "5 d". */
export function span(milliseconds) {
  const scales = [
    [86400000, 'd'],
    [3600000, 'h'],
    [60000, 'min'],
  ];
  const scale = scales.find(([size]) => milliseconds >= 2 * size);
  if (scale) {
    return `${Math.round(milliseconds / scale[0])} ${scale[1]}`;
  }
  return milliseconds >= 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds)} ms`;
}

export function percent(fraction) {
  return `${Math.round(fraction * 100)}%`;
}

/** A figure that need not be whole: "3.4", "128". */
export function figure(number) {
  return Math.abs(number) < 10 && !Number.isInteger(number) ? number.toFixed(1) : count(Math.round(number));
}

/** Bytes as "812 B", "3.4 MB", "12 GB". */
export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = number;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? size : figure(size)} ${units[unit]}`;
}

/** A span in ISO 8601 as the API writes it, "PT720H", as "30 d" or "6 h". */
export function days(iso) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  return span((hours * 3600 + minutes * 60 + Number(seconds)) * 1000);
}
