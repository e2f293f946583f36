import { MusubiError, reasonOf } from '@musubi/base';

/** More endless quantifiers than this could take a device's text hostage, even on short texts. */
const MOST_ENDLESS = 2;

/**
 * Compiles a pattern that a person wrote. Refuses with `filter.pattern-invalid` what doesn't compile, and with
 * `filter.pattern-unsafe` what may take exponential time: a repeated group that repeats or chooses inside, a
 * reference back, or more than two endless quantifiers.
 */
export function safePattern(source: string): RegExp {
  if (endlessQuantifiers(source) > MOST_ENDLESS || repeatsChoices(source) || /\\[1-9k]/.test(source)) {
    throw new MusubiError('caller', 'filter.pattern-unsafe', `unsafe pattern ${source}`, {
      details: { pattern: source },
    });
  }
  try {
    return new RegExp(source, 'gu');
  } catch (error) {
    throw new MusubiError('caller', 'filter.pattern-invalid', reasonOf(error), {
      details: { pattern: source },
    });
  }
}

/** The pattern with escapes and character classes made plain letters, so that only its structure is left. */
function structure(source: string): string {
  return source.replace(/\\./gsu, 'x').replace(/\[[^\]]*\]/g, 'x');
}

function endlessQuantifiers(source: string): number {
  return structure(source).match(/[*+]|\{\d*,\}/g)?.length ?? 0;
}

function repeatsChoices(source: string): boolean {
  const text = structure(source);
  const opened: { varies: boolean }[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') opened.push({ varies: false });
    else if (text[i] === ')') {
      const group = opened.pop();
      const repeated = /^([*+?]|\{)/.test(text.slice(i + 1));
      if (group?.varies && repeated) return true;
      const outer = opened.at(-1);
      if (outer && (group?.varies || repeated)) outer.varies = true;
    } else if (/[*+{|]/.test(text[i]!)) {
      const group = opened.at(-1);
      if (group) group.varies = true;
    }
  }
  return false;
}
