import type { BounceReason } from '../../domain/index.js'

/**
 * What servers say, in several languages, and what it means. The first rule that fits wins: the more telling stand
 * before the more general. No pattern repeats what may repeat: each is read in one pass.
 */
const sayings: readonly (readonly [BounceReason, RegExp])[] = [
  [
    'authentication',
    /\b(?:dmarc|dkim)\b|\bspf\b|unauthenticated (?:e-?mail|mail)|sender policy framework|not authenticated|does(?:n't| not) pass authentication|authentication (?:check|results?|information) (?:fail|required)|fails? (?:to )?pass authentication|sender id \(pra\)|\b5\.7\.(?:2[0-7]|509)\b/,
  ],
  [
    'mailbox-full',
    /(?:mailbox|mail ?box|inbox|mailfolder|account|maildir|user|recipient|quota|boîte[^.]{0,40}|bo[iî]te aux lettres)(?: (?:is|are|has|was|of the recipient|for user|est|size|storage|disk|mail|temporarily))* ?(?:currently )?(?:over ?quota|over (?:its|his|their|the) quota|full\b|pleine?\b|satur[ée]e|exceeded|exceeds|would be exceeded)|over ?quota|over[ _-](?:disk )?quota|quota ?(?:exceeded|violation|full|dépassé)|exceed(?:s|ed|ing)?[^.]{0,60}(?:quota|mailbox size|storage (?:limit|allocation))|(?:out of|over|insufficient|not enough|no) (?:the )?(?:storage|disk|mailbox) ?(?:space|quota|limit)|(?:mailbox|inbox) (?:size )?limit|not enough (?:storage|disk)|out of storage|quota (?:de )?(?:disque|stockage)?[^.]{0,20}(?:dépassé|atteint)|postfach[^.]{0,30}voll|buz[oó]n[^.]{0,30}llen[oa]|casella[^.]{0,30}piena|いっぱい|一杯|容量/,
  ],
  [
    'size',
    /(?:message|mail|e-?mail|file|attachments?)(?: (?:size|is|was|file|body|length|header))* ?(?:too (?:big|large|long)|exceeds? (?:the )?(?:fixed |maximum|max|size|allowed|administrative|acceptable|limit)|larger than|over (?:the )?(?:maximum|size))|exceed(?:s|ed|ing)? (?:the )?(?:\w+ ){0,4}(?:message )?size(?: limit)?|size limit|too big for|trop (?:volumineux|gros|grand)|message zu gro(?:ß|ss)/,
  ],
  [
    'mailbox-disabled',
    /(?:user|mailbox|account|compte)[^;\n]{0,50} (?:is |has been |was |temporar(?:y|ily) |currently |est )*(?:disabled|suspended|locked|inactive|deactivated|on hold|désactivé|suspendu|bloqué)/,
  ],
  [
    'mailbox-unknown',
    /(?:unknown|no such|invalid|non-?existent|non existing|undefined|nonexistant|bad|not a valid|isn't a valid|illegal|inconnue?|unrouteable|not a known) (?:local |final |delivery |virtual |destination |e-?mail |mail ?box |recipient |mail )*(?:user|users|userid|recipient|recipients|mailbox|mail ?box|address|account|alias|addressee|person|name|local-part|destinataire|utilisateur|mailer user)\b|(?:user|users|recipient|recipients|mailbox|mail ?box|address|account|addressee|username|destinataire|utilisateur|adresse|compte)[^.;\n]{0,90}?(?:unknown|not found|not (?:be )?recogni[sz]ed|not listed|not exist|n'existe pas|n’existe pas|n'existe plus|inconnue?\b|nonexist|does not have|doesn't have|doesn't exist|not known|is invalid|no longer (?:valid|exists?|in use|available|works)|not a valid|not valid|is not local|not our customer|no tiene|no existe|existiert nicht|non esiste|has been (?:deleted|removed)|not on (?:this|file)|has moved|nicht gefunden|unbekannt|could not be found|couldn't be found|wasn't found|was not found)|(?:no|not a) (?:valid )?(?:account|mailbox|mail ?box|user|recipients?|such)(?: (?:by|here|with|for|at|this|found|in|named|called))+|no (?:valid|existing) recipients?|(?:doesn't|does not|didn't) (?:have an?|list) [^.]{0,60}(?:account|here)|no such user|nosuchuser|user unknown|unknown user|unknown recipient|unknown (?:or illegal )?(?:alias|address)|recipnotfound|resolver\.adr|invalid recipient|bad destination mailbox|bad recipient|recipient (?:address )?rejected: (?:user unknown|unknown|undeliverable|unverified|invalid|no such|this|access denied)|requested action not taken: mailbox unavailable|not a (?:local|valid) (?:address|mailbox|user)|addressee unknown|mail receiving disabled|that address(?: .{0,30})? (?:isn't|is not) available|wasn't found at|not present in directory|listed in (?:domino|directory)|unrouteable address|unknown local[- ]?part|no mailbox|moved to|please try <|forward to|has changed (?:e-?mail|address)|宛先不明|存在しません|見つかりません/,
  ],
  [
    'domain-unknown',
    /(?:host|domain|hostname|domaine)\b(?: name)?[^;\n]{0,80}?(?:unknown|not found|does not exist|doesn't exist|not exist|could ?n[o']t be found|cannot be found|can't be found|invalid|inconnu|n'existe pas|no longer exists)|(?:unknown|no such|bad|invalid|non-?existent) (?:mail )?(?:host|domain|hostname|destination domain|dominio)|nxdomain|illegal (?:host|domain)|null mx|nullmx|system not accepting (?:network )?messages|no mx\b|does not accept (?:mail|e-?mail)|does(?:n't| not) (?:accept|receive) (?:any )?(?:mail|e-?mail)|no (?:mail|mx) (?:hosts?|servers?|records?) (?:found|for|exist)|name or service not known|mx (?:record )?(?:is|points) (?:invalid|to)|all relevant mx records point to|unrouteable mail domain|unrouteable domain|unresolvable (?:host|domain)|couldn't find any host named|could not (?:be )?resolve[^.]{0,30}(?:host|domain)|domain (?:is )?(?:not|no longer)/,
  ],
  [
    'mailbox-disabled',
    /(?:user|mailbox|mail ?box|account|recipient|compte|address)[^.;\n]{0,60}?(?:disabled|suspended|inactive|locked|blocked|deactivated|discontinued|expired|closed|désactivé|suspendu|bloqué|not (?:currently )?active|on hold|unavailable|abandoned)|disabled (?:user|mailbox|account)|inactive (?:user|mailbox|account)|not accepting (?:mail|messages|any)/,
  ],
  [
    'relay-denied',
    /relay(?:ing)?(?: (?:access|mail|operation|is|was|not))* ?(?:denied|not permitted|rejected|prohibited|forbidden|disallowed)|unable to relay|not (?:allowed|permitted) to relay|cannot relay|no relay|relay access|relaying denied|not (?:one of )?our (?:relay|domain)|must (?:be authenticated|authenticate)|(?:smtp |please )?auth(?:entication)? (?:is )?required/,
  ],
  [
    'rate',
    /too many|rate[- ]?limit|throttl|too fast|too frequent|sending rate|exceeded the (?:rate|number|maximum number)|messages? (?:sent )?per (?:hour|day|minute)|connection (?:limit|rate)|try again later|greylist|graylist|temporarily deferred|gl(?:e|)yed|daily (?:limit|quota)|trop de (?:connexions|messages)/,
  ],
  [
    'spam-suspected',
    /\bspam\b|\bspamhaus|unsolicited|junk|blacklist|black list|blocklist|block list|blocked using|\brbl\b|dnsbl|listed (?:in|on|by|at)|reputation|virus|malware|infected|phish|suspicious|ur[li]bl|bulk (?:e-?mail|mail)|anti-?spam|indésirable|content (?:rejected|filter|denied)|banned/,
  ],
  [
    'policy',
    /polic(?:y|ies)|access denied|not (?:allowed|authori[sz]ed|permitted)|permission|refus[ée]|denied|prohibited|forbidden|restricted|rejected|blocked|reverse dns|ptr\b|rdns|can't (?:find|resolve) your (?:host|ip)|cannot (?:find|resolve) your (?:host|ip|reverse)|not accepted|client host|sender (?:address )?(?:rejected|denied)|tls (?:required|is required)|starttls|security (?:reasons|policy)/,
  ],
  [
    'expired',
    /(?:delivery|message|retry|queue|mail)[^.;\n]{0,40}?(?:expired|timed? ?out|time(?:out)? exceeded|too long|given up|timeout)|(?:connection|operation) timed? ?out|could not be delivered (?:for|within)|not delivered for|for (?:more than )?\d+ (?:hours|days)|unable to (?:connect|contact)|retry (?:time|timeout)|délai (?:de [^.]{0,20})?(?:dépassé|expiré)|expired/,
  ],
  [
    'network',
    /connection (?:refused|reset|lost|dropped|closed|failed|was)|no route|network|unreachable|host (?:is )?down|routing loop|mail loop|loops? (?:back|detected)|hop count|too many hops|lost connection|dns (?:error|failure|lookup)|name lookup failure|lookup fail|couldn't establish|could not connect|temporary (?:lookup|dns) failure/,
  ],
  [
    'system',
    /system (?:error|failure|problem|full|not (?:accepting|capable)|config)|local (?:error|configuration)|internal (?:server )?error|configuration error|service (?:un|not )available|out of memory|command (?:died|failed|output)|mailer error|pipe|i\/o error|resources|unexpected/,
  ],
]

/** The meaning of enhanced status codes (RFC 3463, RFC 5248, RFC 7372, RFC 7505). */
const meanings: readonly (readonly [RegExp, BounceReason])[] = [
  [/^[45]\.1\.(?:[136]|10|351)$/, 'mailbox-unknown'],
  [/^[45]\.1\.2$/, 'domain-unknown'],
  [/^[45]\.1\.[78]$/, 'policy'],
  [/^[45]\.2\.1$/, 'mailbox-disabled'],
  [/^[45]\.2\.2$/, 'mailbox-full'],
  [/^[45]\.2\.3$|^[45]\.3\.4$/, 'size'],
  [/^[45]\.3\.[0-9]+$/, 'system'],
  [/^5\.4\.4$|^5\.1\.2$/, 'domain-unknown'],
  [/^[45]\.4\.[17]$/, 'expired'],
  [/^[45]\.4\.\d+$/, 'network'],
  [/^[45]\.7\.(?:8|9|2\d)$/, 'authentication'],
  [/^[45]\.7\.\d+$/, 'policy'],
]

/** What a server's words say, or null when they say nothing that is known. */
export function reasonInWords(words: string): BounceReason | null {
  const text = words.toLowerCase().slice(0, 4000)
  return sayings.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** What an enhanced status says by itself, or null for one that says nothing. */
export function reasonOfStatus(status: string | null): BounceReason | null {
  return status ? (meanings.find(([pattern]) => pattern.test(status))?.[1] ?? null) : null
}
