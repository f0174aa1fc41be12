/** Names as they come from spreadsheets and from ill will, with the number of the recipient in them. */
export const names: readonly ((number: number) => string | null)[] = [
  (n) => `Gîte ${n}`,
  () => null,
  (n) => `Château de l’Œuvre – n° ${n} 🏰🌻`,
  (n) => `فندق السلام ${n} שלום`,
  (n) => `"Chez ${n}", dit "le Grand\\Petit"`,
  (n) => `Dupont, Durand; Fils <p${n}@evil.example.org>`,
  (n) => `Hôtel ${n}\r\nBcc: victim@example.org\r\n\r\n<b>body</b>`,
  (n) => `${n} ${'très longue enseigne '.repeat(15)}`,
  (n) => `${n}${'x'.repeat(300)}`,
  (n) => `${n}${'é'.repeat(300)}`,
  (n) => `=?utf-8?Q?Fake_=3Cbad=40example.org=3E?= ${n}`,
  (n) => `=?utf-8?B?RmFrZQ==?= été ${n}`,
  (n) => `  Ferme\tdu\u0000bout\u0007 ${n}  `,
  (n) => `Auberge (fermée le ${n})`,
  (n) => `n${n}@hotel.example.org`,
  (n) => `L'Étape: halte ${n}.`,
]

/** Addresses: ordinary, of internationalised hosts, odd but right local parts. */
export const addresses: readonly ((number: number) => string)[] = [
  (n) => `p${n}@partenaires.example.org`,
  (n) => `Accueil.${n}@hôtel-des-pyrénées.example.org`,
  (n) => `contact${n}@日本語.example.org`,
  (n) => `o'neill+${n}@partenaires.example.org`,
  (n) => `"a,b${n}"@partenaires.example.org`,
]

/** Local parts that only a server with SMTPUTF8 takes (RFC 6531). */
export const internationalAddresses: readonly ((number: number) => string)[] = [
  (n) => `réception${n}@partenaires.example.org`,
  (n) => `用户${n}@例子.example.org`,
]

export const subjects: readonly string[] = [
  'Que faire à Auch cette semaine ? Du 6 au 12 juillet',
  'Plain subject',
  'Été 🌻 à Auch 🎶 « fête » – « nuit »',
  'مهرجان أوش שלום',
  'x'.repeat(300),
  'é'.repeat(300),
  `${'mot '.repeat(70)}fin`,
  'Fête\r\nBcc: victim@example.org\r\n\r\nbody',
  '=?utf-8?Q?Fake=0D=0ABcc=3A?= annonce',
  '=?utf-8?B?RmFrZQ==?= été',
  '"Quoted", <angled>; (round)',
  'Facture \u202efdp.exe\u202c de l’été',
]

/** A header's text as a reader should see it: on one line, and nothing in it turns the reading direction around. */
export const onOneLine = (text: string) =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
