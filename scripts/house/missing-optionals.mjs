/** Optional packages that the lock's packages name and the lock itself does not hold. */
export function missingOptionals({ packages }) {
  return Object.entries(packages).flatMap(([place, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !placesAbove(place, name).some((candidate) => packages[candidate]))
      .map(([name, version]) => ({ name, version })),
  );
}

/** Where Node looks for `name` from the package at `place`, innermost first. */
function placesAbove(place, name) {
  const places = [];
  for (let at = place; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    places.push(`${at}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}
