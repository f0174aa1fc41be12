import type { YAMLError } from 'yaml'

const sentences: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'cette clé est déjà écrite plus haut\u00a0: gardez-en une seule',
  TAB_AS_INDENT: 'une tabulation en début de ligne\u00a0: décalez avec des espaces',
  BAD_INDENT: 'le décalage de la ligne ne convient pas, ou un crochet n’est pas refermé',
  MISSING_CHAR: 'un guillemet, un crochet ou une accolade n’est pas refermé',
  BLOCK_AS_IMPLICIT_KEY: 'deux « : » sur la ligne, ou un décalage de trop\u00a0: mettez la valeur entre guillemets',
  MULTILINE_IMPLICIT_KEY: 'une clé et ses deux-points tiennent sur une seule ligne',
  MULTIPLE_DOCS: 'une ligne « --- » coupe le fichier en deux\u00a0: supprimez-la',
  BAD_SCALAR_START: 'ce signe ne peut pas commencer une valeur\u00a0: mettez la valeur entre guillemets',
}

/** A French sentence for what makes a text no YAML, with the library's own words where there is none. */
export function yamlSentence(flaw: YAMLError): string {
  return sentences[flaw.code] ?? `écriture YAML incorrecte (${flaw.message})`
}
