// The words that are read as true and false.

// First what people write, in English, German, French, Spanish, Italian, Dutch, Portuguese, and Polish; then the words that
// Excel writes for `true` and `false` in these languages, and in Swedish, Danish, and Norwegian.
const words = {
  true:
    'true t yes y 1 on ja j oui sí si s sì sim tak ' +
    'wahr vrai verdadero vero verdadeiro waar prawda sant sand sann',
  false: 'false f no n 0 off nein non nee não nao nie ' + 'falsch faux falso onwaar fałsz falskt falsk usann',
};

const booleans: ReadonlyMap<string, string> = new Map(
  Object.entries(words).flatMap(([value, written]) => written.split(' ').map((word) => [word, value])),
);

/** For the sentence about a text that is neither. */
export const knownBooleanWords =
  'true or false, yes or no, 1 or 0, on or off, or yes and no in your language (ja/nein, oui/non, sí/no, sì/no, ja/nee, sim/não, tak/nie)';

/** Returns `true`, `false`, or undefined for any other text. */
export const readBooleanWord = (text: string): string | undefined =>
  booleans.get(text) ?? booleans.get(text.toLowerCase());
