/**
 * The countries of the world as GeoJSON, from the TopoJSON of data/countries-110m.json: borders stand in it once, as arcs that
 * countries share, in whole numbers, each point relative to the one before.
 */
export async function world(signal) {
  const topology = await (await fetch('/data/countries-110m.json', { signal })).json();
  const { scale, translate } = topology.transform;
  const arcs = topology.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  // An arc walked backwards has the complement of its number; where two meet, their common point stands once.
  const ring = (numbers) =>
    numbers.flatMap((number, index) => {
      const points = number < 0 ? arcs[~number].toReversed() : arcs[number];
      return index === 0 ? points : points.slice(1);
    });
  const shapes = {
    Polygon: (rings) => rings.map(ring).map(unbroken),
    MultiPolygon: (polygons) => polygons.map((rings) => rings.map(ring).map(unbroken)),
  };
  return {
    type: 'FeatureCollection',
    features: topology.objects.countries.geometries.map(({ type, arcs: numbers, properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type, coordinates: shapes[type](numbers) },
    })),
  };
}

/** A border that crosses the 180th meridian goes on beyond it, or it would be drawn straight across the whole map. */
function unbroken(points) {
  let turn = 0;
  return points.map(([x, y], index) => {
    const step = index === 0 ? 0 : x - points[index - 1][0];
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    return [x + turn, y];
  });
}
