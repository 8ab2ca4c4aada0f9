/** Parameters that stand once at most; each other may be there several times, and all must hold. */
const ONCE = ['q', 'since', 'until', 'about'];

/** What the page keeps in its address for itself: the ranking beside the articles. */
const OWN = ['trends', 'window'];

/** The filters with one more: pairs of a parameter of the API and a value, all of which must hold. */
export function withFilter(filters, parameter, value) {
  const others = filters.filter(([name, known]) => name !== parameter || (!ONCE.includes(name) && known !== value));
  return [...others, [parameter, value]];
}

export function withoutFilter(filters, parameter, value) {
  return filters.filter(([name, known]) => name !== parameter || known !== value);
}

/** What a query asks for: the filters, as the API has them, and the ranking to show. */
export function readQuery(query) {
  const filters = [...query]
    .filter(([name, value]) => !OWN.includes(name) && value.trim() !== '')
    .reduce((known, [name, value]) => withFilter(known, name, value), []);
  return { filters, kind: query.get('trends'), window: query.get('window') };
}

/** The query of filters and a ranking. */
export function queryOf({ filters, kind, window }) {
  return [...filters, ['trends', kind], ['window', window]];
}
