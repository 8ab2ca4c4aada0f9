/**
 * The kinds of tag, the most telling first: where several stand on the same words, the first gives the colour.
 * `field` is the list in an enriched article, `parameter` the filter of the API.
 */
export const KINDS = [
  { field: 'flashpoints', parameter: 'flashpoint', singular: 'Flashpoint', plural: 'Flashpoints', ranked: true },
  { field: 'people', parameter: 'person', singular: 'Person', plural: 'People', ranked: true },
  {
    field: 'organisations',
    parameter: 'organisation',
    singular: 'Organisation',
    plural: 'Organisations',
    ranked: true,
  },
  { field: 'countries', parameter: 'country', singular: 'Country', plural: 'Countries', ranked: true },
  { field: 'places', parameter: 'place', singular: 'Place', plural: 'Places', ranked: false },
  { field: 'topics', parameter: 'topic', singular: 'Topic', plural: 'Topics', ranked: true },
];

/** Every tag of an article with its kind, kinds in the order above. */
export function tagsOf(enriched) {
  return KINDS.flatMap((kind) => (enriched[kind.field] ?? []).map((tag) => ({ kind, tag })));
}
