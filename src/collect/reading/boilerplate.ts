/** Folded openings of headings under which nothing of the programme stands. */
const foreignHeading =
  /^(?:bon a savoir|infos?(?:rmations?)? (?:pratiques?|utiles?)|pratique$|(?:nos |les )?horaires|l'accueil|notre accueil|accueil|nos bureaux|(?:l'|votre )?office|partage[rz](?![a-z])|articles? (?:similaires?|lies?|recents?)|a lire|lire aussi|(?:la |notre )?(?:newsletter|infolettre|lettre (?:d'info|de l'office|hebdo))|(?:je m'|s')?abonne|suivez|(?:nous )?contacte?[rz]?|telecharge[rz]?(?![a-z])|imprime[rz]?(?![a-z])|navettes?|stationnement|circulation(?![a-z])|se garer|ou dormir|ou manger|hebergement|nos partenaires|partenaires|retour (?:en images|sur)|la semaine (?:derniere|passee)|c'etait (?:la semaine|hier|le week)|souvenirs? (?:de la semaine|en images)|credits?|meteo|venir (?:a|chez|nous|en|jusqu)|acces(?: et [a-z]+)?$|commentaires?|laisser un|navigation(?: de l'article)?$|vous aimerez|sur le meme)/

/** Folded lines that are never of the programme, wherever they stand. */
const foreignLine = [
  /^(?:(?:ps|nb|note|attention|info) ?[:,!] ?)?(?:(?:telecharger?|telechargez|imprimer?|imprimez|partager|partagez|cliquez|recevez|abonnez|s'abonner|je m'abonne|suivez)(?![a-z])|inscrivez-vous a (?:la|notre)|retrouvez-nous sur|credits?\b|photos? ?:|©|l'article .{0,300}est apparu en premier|programme (?:etabli|donne|susceptible)|sous reserve|liste non exhaustive|agenda non exhaustif|a bientot|a la semaine prochaine|merci de (?:verifier|nous|bien)|pensez a verifier|n'hesitez pas a (?:nous|verifier|appeler)|belle semaine|bonne semaine|bon week-end|belle decouverte|lire la suite|en savoir plus|haut de page|retour en haut|version (?:imprimable|pdf)|agenda (?:imprimable|du \d|a telecharger|au format)|agenda (?:realise|redige|prepare|compose) par|(?:le )?prochain (?:numero|agenda)(?![a-z])|l'agenda (?:a |au format|complet|en pdf|de la semaine a)|tout l'agenda|voir tout|toutes les infos|mise a jour|mis a jour|maj\b|publie le|derniere mise)/,
  /^(?:(?:rappel|attention|nb|ps|info|a noter)(?: ?[:,!])? ?)?(?:l'|notre |nos |votre |vos |les |le )?(?:office(?:s)?(?: de tourisme)?|bureaux?(?: d'accueil| d'information)?|accueil|equipe(?: de l'(?:ot|office))?|conseilleres?|conseillers?|point d'accueil|point info)(?: d'[a-z-]+| de [a-z-]+)?(?: de tourisme)?(?: d'[a-z-]+| de [a-z-]+)?\s*(?::|,|-|(?:est |sont |sera |seront |restera |reste )?(?:ferm|ouv|vous (?:accueil|attend|renseign|rappelle|souhaite|recoi)|a votre|accueill))/,
  /(?:office de tourisme|nos bureaux|notre bureau|office).{0,60}(?:est ouvert|sont ouverts|est ferme|ferme exceptionnellement|vous accueille|ouvert du|ouvert de|ouvert tous|(?:vous )?repond |est joignable|reste a votre)/,
  /^(?:(?:le |ce )?(?:tableau|programme|agenda|liste|page|article) (?:mise?s?|actualise) a jour|stationnement ?:)/,
  /^(?:navettes?|stationnement|parking|circulation) (?:est |sera )?(?:gratuite?|interdit|alterne)|^(?:ouvert|ferme)(?:e|s|es|ture)?(?: exceptionnel[a-z]*)? (?:(?:le|ce|du|les|tous les) (?:jour|lun|mar|mer|jeu|ven|sam|dim|\d|1er)|de \d|exceptionnel)/,
  /^(?:cet article|ce programme|cette selection|cet agenda|l'article) (?:vous|t')|^(?:recevez|recevoir) (?:le|la|les|notre|nos|cet?|chaque|toute?|l')|^(?:pour )?(?:recevoir|ne (?:rien|plus rien) (?:rater|manquer))|^.{0,160}(?:boite (?:aux lettres|mail|de reception)|newsletter|infolettre|abonnez-vous|desabonne)/,
  /^(?:(?:la|les|une|des|nos|cette) )?navettes? (?:du|de|des|est|sont|sera|seront|gratuite|part|circule|relie|assure|:)/,
  /^(?:document|programme|agenda|dates?|horaires?|informations?|liste)(?: et (?:dates?|horaires?))? (?:sans valeur|non contractuel|non exhausti|susceptible|donnee?s? (?:a titre|sous)|sous reserve|indicati)/,
  /^(?:vous )?(?:organisez|organisateurs?|organisatrices?)(?: [a-z' ]{0,40})? ?[?:,!]|^.{0,80}(?:ecrivez|signalez|envoyez)(?:-nous| (?:a|nous|vos))/,
  /^(?:une? |des |encore une? |besoin d'une? )?(?:question|doute|hesitation|imprevu|oubli|erreur|renseignement|conseil|changement)s?(?: [^?.!:\d]{0,50})?\?|^(?:pour )?(?:tout|plus d[e'])\s?(?:renseignements?|informations?|infos?)|^(?:renseignements|infos)(?: et reservations?)? (?:a|aupres de) l'office/,
  /^[^?.!:\d]{0,80}\? ?(?:appelez|telephonez|contactez|ecrivez|passez (?:nous|a l'office)|(?:l'|notre |nos |une? )(?:office|accueil|equipe|conseill[a-z]*|bureaux?)[^.:]{0,30} (?:repond|renseign|est |sont |reste|vous ))/,
  /(?:vous |un evenement|votre (?:evenement|manifestation)).{0,40}(?:annoncer|signalez|faites-le(?:-nous)? (?:savoir|parvenir)|envoyez-nous)/,
]

/** Folded openings of what announces the week after. */
const teaser =
  /^(?:(?:(?:a|c'est a) noter|a vos agendas?|nb|ps) ?[:,!] ?)?(?:(?:et )?(?:pour |des |a (?:ne pas (?:manquer|rater)|retenir|reserver|noter|voir|vivre) )?la semaine (?:prochaine|suivante|d'apres)|(?:et )?(?:deja )?(?:a venir|prochainement|bientot|save the date|a noter (?:dans|deja|des)|notez deja|reservez (?:deja|vos dates|la date)|a vos agendas ?:|en avant-premiere|avant-gout|et apres|pour la suite|a suivre|ca arrive|dans (?:deux semaines|quinze jours|les semaines)))/

const programmeWord =
  /(?<![a-z])(?:expos?|expositions?|a voir|a visiter|a decouvrir en ce moment|en ce moment|galeries?|musees?|visiter sans|a l'affiche)(?![a-z])/
const permanent =
  /^(?:et toujours|toujours|en continu|permanents?|toute la saison|rendez-vous reguliers|tout l'ete|chaque semaine|recurrents?)/

export const isForeignHeading = (folded: string) => foreignHeading.test(folded)
export const isForeignLine = (folded: string) => foreignLine.some((line) => line.test(folded.slice(0, 400)))
export const isTeaser = (folded: string) => teaser.test(folded)
export const isOngoingHeading = (folded: string) => folded.length < 80 && programmeWord.test(folded)
export const isPermanentHeading = (folded: string) => folded.length < 80 && permanent.test(folded)
