/** What stands on the page to project, in the languages of the app. */

export const BOARD_LANGUAGES = ['en', 'de', 'es', 'ar', 'ja'] as const
export type BoardLanguage = (typeof BOARD_LANGUAGES)[number]

export interface BoardTexts {
  readonly join: string
  readonly wifi: string
  readonly open: string
  readonly code: string
  /** Before a number. */
  readonly here: string
  readonly alone: string
  readonly qr: string
}

export const BOARD_TEXTS: Readonly<Record<BoardLanguage, BoardTexts>> = {
  en: {
    join: 'Join the class',
    wifi: 'Join the same Wi-Fi as the teacher’s laptop.',
    open: 'Point your camera at this code, or open this address in your browser:',
    code: 'Say your name, press Join, and type the class code that your teacher shows.',
    here: 'Here now:',
    alone:
      'This laptop is in no network yet. Join the Wi-Fi, or open a hotspot on the laptop; the address appears here by itself.',
    qr: 'QR code of the address',
  },
  de: {
    join: 'Komm in die Klasse',
    wifi: 'Geh in dasselbe WLAN wie der Laptop der Lehrkraft.',
    open: 'Halte deine Kamera auf diesen Code, oder öffne diese Adresse im Browser:',
    code: 'Sag deinen Namen, drücke „Beitreten“ und tippe den Klassencode ein, den deine Lehrkraft zeigt.',
    here: 'Gerade hier:',
    alone:
      'Dieser Laptop ist noch in keinem Netz. Verbinde ihn mit dem WLAN, oder öffne auf ihm einen Hotspot; die Adresse erscheint hier von selbst.',
    qr: 'QR-Code der Adresse',
  },
  es: {
    join: 'Entra en la clase',
    wifi: 'Conéctate a la misma wifi que el portátil del profesorado.',
    open: 'Apunta con la cámara a este código o abre esta dirección en tu navegador:',
    code: 'Di tu nombre, pulsa «Unirse» y escribe el código de clase que muestra tu docente.',
    here: 'Aquí ahora:',
    alone:
      'Este portátil aún no está en ninguna red. Conéctalo a la wifi o abre en él un punto de acceso; la dirección aparecerá aquí sola.',
    qr: 'Código QR de la dirección',
  },
  ar: {
    join: 'انضم إلى الصف',
    wifi: 'اتصل بشبكة Wi-Fi نفسها التي يتصل بها حاسوب المعلّم.',
    open: 'وجّه الكاميرا إلى هذا الرمز، أو افتح هذا العنوان في متصفحك:',
    code: 'اكتب اسمك، واضغط «انضمام»، ثم اكتب رمز الصف الذي يعرضه معلّمك.',
    here: 'الموجودون الآن:',
    alone:
      'هذا الحاسوب ليس في أي شبكة بعد. صِله بشبكة Wi-Fi، أو افتح عليه نقطة اتصال؛ وسيظهر العنوان هنا من تلقاء نفسه.',
    qr: 'رمز QR للعنوان',
  },
  ja: {
    join: 'クラスに参加しよう',
    wifi: '先生のノートパソコンと同じWi-Fiにつなぎます。',
    open: 'カメラをこのコードに向けるか、ブラウザでこのアドレスを開きます：',
    code: '名前を入れ、「参加」を押して、先生が見せるクラスコードを入力します。',
    here: '今ここにいる人数：',
    alone:
      'このノートパソコンはまだどのネットワークにもつながっていません。Wi-Fiにつなぐか、ホットスポットを開いてください。アドレスはここに自動で表示されます。',
    qr: 'アドレスのQRコード',
  },
}

/** The first of a browser's languages that there is; English otherwise. */
export function boardLanguageOf(accepted: string | undefined): BoardLanguage {
  const tags = (accepted ?? '')
    .split(',')
    .map((one) => /^\s*([a-z]{2,3})[^;]*(?:;\s*q=([\d.]+))?/i.exec(one))
    .flatMap((found) => (found === null ? [] : { tag: found[1]?.toLowerCase(), q: found[2] }))
    .map(({ tag, q }) => ({ tag, weight: q === undefined ? 1 : Number(q) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  const wanted = tags.map(({ tag }) => tag)
  for (const tag of wanted) {
    const known = BOARD_LANGUAGES.find((language) => language === tag)
    if (known !== undefined) return known
  }
  return 'en'
}
