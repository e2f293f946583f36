import { z } from 'zod';

/** What stands for a secret that is set, whenever settings are shown. */
export const MASK = '••••••••';

type Settings = Record<string, unknown>;

/** The path of every secret member in JSON Schema terms; `*` stands for any element of a list. */
type Path = readonly string[];

/** `settings` with every secret that is set replaced by the mask. */
export function maskSecrets(schema: z.ZodType, settings: Settings): Settings {
  const masked = structuredClone(settings);
  for (const path of secretPaths(schema)) {
    eachAt(masked, path, (parent, member) => {
      const value = parent[member];
      if (value !== undefined && value !== null && value !== '') parent[member] = MASK;
    });
  }
  return masked;
}

/** `settings` with every mask replaced by the secret it stands for in `before`; a mask that stands for nothing goes. */
export function unmaskSecrets(schema: z.ZodType, settings: Settings, before: Settings): Settings {
  const whole = structuredClone(settings);
  for (const path of secretPaths(schema)) {
    const old: unknown[] = [];
    eachAt(before, path, (parent, member) => old.push(parent[member]));
    let i = 0;
    eachAt(whole, path, (parent, member) => {
      const known = old[i++];
      if (parent[member] !== MASK) return;
      if (known === undefined) delete parent[member];
      else parent[member] = known;
    });
  }
  return whole;
}

function secretPaths(schema: z.ZodType): Path[] {
  const paths: Path[] = [];
  walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), [], paths);
  return paths;
}

/** A secret is marked by `meta({ secret: true })`; JSON Schema carries what `meta` says. */
function walk(node: unknown, path: Path, paths: Path[]): void {
  if (node === null || typeof node !== 'object') return;
  const part = node as Record<string, unknown>;
  if (part.secret === true) paths.push(path);
  for (const [name, member] of Object.entries((part.properties as object | undefined) ?? {})) {
    walk(member, [...path, name], paths);
  }
  walk(part.items, [...path, '*'], paths);
  for (const choice of ['anyOf', 'oneOf', 'allOf']) {
    for (const option of (part[choice] as unknown[] | undefined) ?? []) walk(option, path, paths);
  }
}

/** Calls `visit` for the parent and name of each place that `path` leads to. */
function eachAt(node: unknown, path: Path, visit: (parent: Settings, member: string) => void): void {
  if (node === null || typeof node !== 'object') return;
  const [step, ...rest] = path;
  if (step === undefined) return;
  const members = step === '*' ? Object.keys(node) : Object.hasOwn(node, step) ? [step] : [];
  for (const member of members) {
    if (rest.length === 0) visit(node as Settings, member);
    else eachAt((node as Settings)[member], rest, visit);
  }
}
