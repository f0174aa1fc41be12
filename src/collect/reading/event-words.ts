/** Folded words that open the name of an event. */
const eventNoun =
  /^(?:(?:le|la|les|l'|un|une|grande?s?|petite?s?|gros(?:se)?|traditionnel(?:le)?s?|super|mega|nouveau|premier|premiere|dernier|derniere|visites?|\d+e(?:me)?) ?)*(?:marches?|concerts?|visites?|balades?|rando(?:nnee)?s?|ateliers?|stages?|fetes?|festivals?|bals?|repas|spectacles?|theatre|cine(?:ma)?s?|projections?|conferences?|expositions?|expos?|vernissages?|brocantes?|vide-(?:greniers?|dressings?|maisons?)|lotos?|concours|tournois?|courses?|feux?|soirees?|aperos?|aperitifs?|degustations?|foires?|salons?|lectures?|contes?|jeux|initiations?|animations?|guinguettes?|bodegas?|recitals?|retraite|ceremonies?|defiles?|messes?|portes ouvertes|journees?|nuits?|nocturnes?|pique-niques?|sorties?|yoga|petanque|belotes?|thes? dansants?|karaokes?|ferias?|matchs?|rallyes?|trails?|marche|ventes?|bourses?|trocs?|rencontres?|dedicaces?|cours|escape|chasses?|karting|opera|danse|cirque|marionnettes?|one|duo|trio|quatuor|quartet|orchestre|chorales?|choeur|groupe|dj|paella|grillades?|moules|cassoulet|garbure|banquet|diner|dejeuner|brunch|gouter|gala|kermesse|carnaval|corso|embrasement|feu|son et lumiere|descente|championnats?|demonstrations?|inauguration|ouverture|cabaret|veillees?|scene|jam|blind|quiz|murder|safari|observation|astronomie|peche|yoga|sophrologie|meditation|baptemes?|exposition-vente|salle|apprentis?|decouvertes?|parcours|circuit|circuits|cafe|boum|bandas?|corrida|novillada|tir|braderie|comices?|battage|transhumance|forum|assemblee|commemoration|hommage|installation|performance|resto|tablee|tapas|soupe|feria|zumba|gym|gymnastique|qi|pilates|aquagym|canoe|kayak|poney|equitation|tremplin|bric|films?|mechoui|mouclade|aligot|sieste|disco|aubades?|vide greniers?|tombola)(?![a-z])/

/** Folded words of what is looked at for weeks. */
export const exhibitionWord =
  /(?<![a-z])(?:expositions?|expos?|sentier|parcours permanent|installation|retrospective|musee|collections?|sculptures?|peintures?|photographies?|gravures?|aquarelles?|ceramiques?)(?![a-z])/

export const vernissage = /(?<![a-z])(?:vernissage|finissage|inauguration)(?![a-z])/

/** Folded openings of sentences that only tell how an event goes on. */
export const detailSentence =
  /^(?:rendez-vous|rdv|depart|accueil|ouverture|inscriptions?|reservations?|renseignements?|retour|repli|fin |repas (?:a|vers|des)|restauration|buvette|tarifs?|entree|infos?|prevoir|possibilite|seance|duree|arrivee|remise|suivie? |attention|navette|parking|contact|ensuite|billet|en cas|pensez|apportez|gratuit|places|remplacee?s?)/

const opening = /^["\s•|*-]*/

export const opensWithEvent = (folded: string) => eventNoun.test(folded.replace(opening, ''))

/** "Les marchés", "Envie de marchés", "Sur les marchés de la semaine". */
const marketsHeading =
  /^[^a-z]*(?:(?:les|nos|des|de|sur|du|cote|envies?|place|aux|tour|tous|jours?|rendez-vous) )*marches(?![a-z])/
export const isMarketsHeading = (folded: string) => marketsHeading.test(folded)
