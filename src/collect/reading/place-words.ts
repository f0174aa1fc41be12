/** Folded words that name places where things happen; a word's plural and its adjectives are understood. */
export const venueNoun =
  '(?:(?:ancien(?:ne)?s?|petite?s?|grande?s?|vieux|vieille|vieil|nouvel(?:le)?|beau|belle|haute?s?|basse?s?|tout|toute) )*' +
  "(?:salles?|sallette|fronton|trinquet|balcon|fournil|caveau|laboratoire|courts? (?:de tennis|municipaux|couverts?)|ormes?|ormeaux?|micocouliers?|peupliers?|noyers?|manufacture|bosquet|tannerie|savonnerie|biscuiterie|confiserie|filature|papeterie|imprimerie|observatoire|planetarium|perron|patio|roseraie|tonnelle|refectoire|pressoir|cuverie|cellier|echoppe|manoir|pavillon|embarcadere|eglises?|chapelles?|cathedrale|abbatiale|abbaye|basilique|collegiale|temple|prieure|couvent|cloitre|place|placette|parvis|esplanade|halles?|hall|marche couvert|jardins?|jardinerie|parc|square|chateau|domaine|vignoble|chai|cave|ferme|fermette|elevage|moulin|musee|mediatheque|bibliotheque|ludotheque|librairie|cinema|theatre|opera|mairie|foyer|gymnase|dojo|stade|boulodrome|arenes?|terrains?|lac|etang|plan d'eau|plage|berges?|rives?|riviere|ruisseau|cascade|pont|passerelle|gare|ecole|college|lycee|creche|cour|tour|porte|ruelles?|rues?|avenue|boulevard|allees?|promenade|quais?|chemin|route|camping|cafe|bistrots?|restaurant|bar|auberge|brasserie|guinguette|taverne|pizzeria|caviste|distillerie|brasserie|fromagerie|laiterie|boulangerie|sellerie|tuilerie|briqueterie|menuiserie|scierie|poterie|pepiniere|serres?|rucher(?:-ecole)?|verger(?:-ecole)?|potager|haras|ecuries?|manege|centre|espace|pole|complexe|ateliers?|fabrique|usine|friche|garage|hangar|grange|remise|pigeonnier|lavoir|four|forge|fontaine|puits|source|kiosque|preau|arcades|couverts|cornieres|platanes|tilleuls|marronniers|chenes|cedre|champ|foirail|aire|parking|base|piscine|golf|hippodrome|aerodrome|circuit|karting|galerie|maison|hotel|presbytere|palais|tribunal|prefecture|archives|conservatoire|auditorium|amphitheatre|velodrome|skate-?park|city-?stade|lieu-dit|hameau|quartier|faubourg|bourg|village|centre-ville|centre-bourg|cimetiere|memorial|monument|stele|escaliers?|remparts?|douves|bastion|bastide|colline|coteau|pre|prairie|bois|foret|clairiere|arboretum|club-house|club|salon|crypte|dome|chapiteau|yourte|tiers-lieu|office|bureau|cabinet|presqu'ile|ile|graviere|retenue|voie verte|haute ville|ville haute|ville basse|basse ville|vieille ville|centre ancien|table d'orientation|jeu de paume|jeu de quilles|cantine|cuisine partagee|poudriere|gite|hopital|ehpad|residence|caserne|local|studio|podium|scene|devant|bord|bords|pied|parc|point|site|tertre|lieu|local|poste|borne|belvedere|panorama|rond-point|mur|pousterle|vallon|vallee|verriere|orangerie|donjon|beffroi|clocher|metairie|bergerie|chevrerie|safraniere|lavanderaie|truffiere|spiruline|cidrerie|conserverie|magasin|boutique|epicerie|mjc|maison|cine \\d+|cinema|paroisse|aire|zone|zac|base|ponton|port|halte|ecluse|canal|marche)" +
  '(?![a-z])'

/** What precedes a place without being part of it; the event stays whole when it is taken away. */
export const placePreposition =
  "(?:a l'|a la |au |aux |dans (?:le |la |les |l'|un |une |son |sa |ses )|sur (?:le |la |les |l')|sous (?:le |la |les |l')|sous (?=chapiteau|yourte|tente|barnum|abri)|dans l'herbe (?:du |de la |de l')|depuis (?:le |la |les |l')|en l'|en la |chez (?:le |la |l')?|devant (?:le |la |l')|en (?=(?:mairie|salle|foret|centre-ville|centre-bourg|haute ville|ville haute|ville basse|basse ville)))"

/** A place told by its surroundings; what is said stays readable in the title. */
export const loosePreposition =
  "(?:au-dessus (?:de |du |des |d')(?:la |l')?|au bord (?=du|de)|au pied (?=du|de)|autour (?:de |du |des |d')(?:la |l')?|le long (?:de |du |des |d')(?:la |l')?|derriere (?:le |la |l')|pres (?:de |du |d')(?:la |l')?|face (?:a |au )(?:la |l')?|a cote (?:de |du )(?:la |l')?|au coeur (?:de |du |des )(?:la |l')?|au milieu (?:de |du |des )(?:la |l')?)"

/** Where people meet: the place follows, and the whole says nothing of what the event is. */
export const meeting =
  "(?:(?<!\\b(?:une|la|a|de) )(?:part(?:ent|ira)?|s'elancent?|demarre(?:nt)?) (?:de |du |des |d'|depuis )|(?:au )?departs?(?: et arrivee)?(?! et\\b)(?: :)?(?: (?:de |du |des |d'|depuis )| )|(?:rendez-vous|rdv|rv|accueil)(?: :)?(?: donne)? |(?:(?:est|sont|sera|seront) )?tires? (?:du |de la |de l'|depuis )|lieu ?: ?)"

/** Groups and clubs bear the name of a commune without being there. */
export const groupNoun =
  /\b(?:chorales?|choeurs?|harmonie|orchestre|fanfare|banda|club|comite|amis|amicale|troupe|compagnie|pompiers|association|cercle|union|section|equipe|ensemble|groupe|batterie|ecole de (?:musique|danse|cirque|theatre|rugby)|foyer des jeunes|majorettes|rugby|basket|boule|petanque club|stade athletique|eleves|lyceens|habitants|producteurs|vignerons|potiers|archers|chasseurs|anciens|jeunes|as|us|rc|ac)\b[^,;:.()]*$/

/** Events that belong to their commune: "fête patronale de Lasséran" is there. */
export const localEvent =
  /\b(?:fetes?|feria|marches?|foires?|festival|festivites|carnaval|bal|vide-greniers?|brocante|mairie|bourg|village|rues|ruelles|maire|commune|patronale|nocturnes?|rues|salon|balade|rando(?:nnee)?|visite|decouverte|bastide|pousterles|hauteurs|coeur|centre)\b[^,;:.()]*$/

/** Streets lead elsewhere. */
export const streetBefore =
  /\b(?:route|rue|chemin|avenue|av\.?|boulevard|bd|impasse|allees?|quai|faubourg|cote|rond-point|rocade|voie|porte|direction|axe)\s+(?:de|d'|du|des|de la|vers)\s*$/

/** The race passes there, or what is told comes from there. */
export const passing =
  /\b(?:passages?|passant|via|par|contre|jusqu'a|traversee?|etapes?|originaires?|venus?|venues?|face a|entre)\s+(?:a\s+|de\s+|d')?$|\b(?:passages?|etapes?|detours?|boucle|traversee)\b[^.;]*\b(?:a|par)\s+$/

/** "repas des chasseurs de Pavie": what a group of the village holds for all is there. */
export const homeEvent =
  /(?<![a-z])(?:marches?|foires?|fetes?|vide-greniers?|brocante|bal|repas|soirees?|diner|paella|mechoui|concours|tournoi|quine|loto|kermesse|banquet|grillades|puces)(?: [a-z-]+)? (?:de la |de l'|des? |du |d')(?!(?:chorale|choeurs?|fanfare|banda|harmonie|orchestre|compagnie|troupe|ensemble|groupe)(?![a-z]))[a-z][a-z' -]{1,40} (?:de |d')$/

/** "les pompiers de Pavie servent …": they do so at home. */
export const homeGroup =
  /(?<![a-z])(?:pompiers|comite(?: des fetes)?|amicale|chasseurs|habitants|anciens|jeunes|producteurs|vignerons|potiers|artisans|artistes|apiculteurs|eleveurs|brasseurs|commercants|restaurateurs|villageois|benevoles)(?: [a-z-]+)? (?:de |d')$/
export const hosts =
  /^ (?:(?:vous|nous|y) )?(?:serv|organis|invit|propos|accueill|offr|fet|prepar|regal|grill|tienn|ouvr|attend|recoiv|convi|cuisin|font (?:gout|degust|decouvr))/
