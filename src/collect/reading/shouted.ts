/** Words that capitals often strip of their accents, as they are written. */
const accented = new Map(
  'conférence conférences entrée entrées après théâtre ciné cinéma fête fêtes forêt château pêche goûter dégustation dégustations apéro apéritif soirée soirées journée journées randonnée découverte défilé cérémonie été étoiles musée médiathèque bibliothèque vélo école récital opéra veillée méchoui pétanque église cathédrale café âge créateurs légende légendes étang théâtral théâtralisée guidée contée bébés enquête mystère trésor lumière génération variétés répétition éphémère végétal sensorielle'
    .split(' ')
    .map((word) => [word.normalize('NFD').replace(/\p{M}/gu, ''), word] as const),
)
/** "MARCHE GOURMAND" is no march. */
const market =
  /(?<!\p{L})([Mm]arch)e(?= (?:gourmand|nocturne|traditionnel|bio|fermier|dominical|artisanal|hebdomadaire|paysan|couvert|local|de plein|aux |(?:de |du |des |de la )(?:producteurs|créateurs|createurs|potiers|artisans|pays|haute|basse|village|noël|noel|lac|soir|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi)))/gu
/** What follows these is a name. */
const beforeName =
  /(?<!\p{L})(saint|sainte|st|ste|notre|trio|duo|quatuor|quintette|groupe|orchestre|compagnie|cie|dj|fanfare|conserverie|distillerie|librairie)([-\s])(?!(?:de|du|des|d’|et|à|au|en|sur|la|le|les|avec|pour|musical|classique|municipal|jazz)(?!\p{L}))(\p{Ll})/gu
const sainthood = /(?<!\p{L})(saint|sainte|notre)(?=-\p{Lu})/gu

/** Small letters with the accents and the capitals of names that shouting took away; as long as the text given. */
export function spokenQuietly(shouted: string): string {
  return shouted
    .toLowerCase()
    .replace(/\p{L}+/gu, (word) => accented.get(word) ?? word)
    .replace(market, (_, start: string) => `${start}é`)
    .replace(beforeName, (_, noun: string, gap: string, letter: string) => noun + gap + letter.toUpperCase())
    .replace(sainthood, (noun) => noun[0]?.toUpperCase() + noun.slice(1))
}
