/** Coming in, the list of groups, and what a device must tell its person, in Japanese. */
import { number } from '../locale.ts'
import { count } from './grammar.ts'

export const screenTexts = {
  app: 'Parley',
  title: (group: string | undefined, unread: number) =>
    `${unread > 0 ? `(${number(unread)}) ` : ''}${group === undefined ? '' : `${group} – `}Parley`,
  start: {
    opening: '開いています…',
    failed: 'ここではParleyを開けません',
    again: 'もう一度試す',
    faults: {
      absent:
        'このブラウザーはこのページのデータを保存しないため、メッセージを保存できません。プライベートウィンドウか、サイトデータをブロックする設定が原因です。通常のウィンドウでParleyを開いてください。',
      blocked:
        'Parleyの別のタブがストレージを使ったままです。ほかのタブを閉じて、もう一度お試しください。',
      full: 'このデバイスのストレージがいっぱいです。空き容量を増やして、もう一度お試しください。保存済みのものは安全です。',
      broken:
        'このデバイスのストレージが正しく応答しません。何も変更されていません。ブラウザーを再起動して、もう一度お試しください。',
      identity:
        'このデバイスで自分が誰であるかを読み取れなくなりました。ここにあるものを削除し、自分の別のデバイスか復元フレーズで戻ってください。',
      unknown: '開くときに予期しない問題が起きました。何も変更されていません。',
    },
  },
  welcome: {
    promise: 'ネットワークが使えないときも使えるグループチャットです。',
    name: '名前',
    nameHint: '同じグループの人に表示されます。アカウントもメールアドレスも不要です。',
    enter: '始める',
    other: 'Parleyを使ったことがある場合',
    invited: 'グループに招待されています',
    invitedHint: '名前を入力して参加します。グループの人には、ここにいるかどうかが表示されます。',
    enterInvited: '参加',
    nameEmpty: '名前が必要です。好きな名前でかまいません。',
    failed: '名前をこのデバイスに保存できませんでした。もう一度お試しください。',
  },
  groups: {
    title: 'グループ',
    newGroup: '新しいグループ',
    join: '参加',
    emptyTitle: 'グループはまだありません',
    emptyHint: 'グループを作成して人を招待するか、送られてきたリンクで参加してください。',
    chooseTitle: 'グループを選んでください',
    chooseNone: 'グループはここに開きます',
    chooseHint:
      '書いたものはすべて、オンラインでもオフラインでも、まずこのデバイスに保存されます。',
    unread: (n: number) => count(n, '未読メッセージ#件'),
    draft: '下書き',
    you: '自分',
    says: (author: string, text: string) => `${author}: ${text}`,
    nothingYet: 'メッセージはまだありません',
    states: {
      joining: '参加しています…',
      waiting: '承認を待っています',
      left: '退出しました',
      removed: '外されました',
      closed: '利用できません',
    },
    declined: '参加は認められませんでした',
    withdrawn: '申請を取り下げました',
    quiet: '静音',
    unnamed: '新しいグループ',
    unnamedJoining: '招待されたグループ',
  },
  newGroup: {
    title: '新しいグループ',
    name: 'グループ名',
    create: '作成',
    nameEmpty: 'グループには名前が必要です。',
    failed: 'グループをこのデバイスに保存できませんでした。もう一度お試しください。',
    more: 'その他の選択肢',
    forPage: 'サイトが利用者を確認するWebページ用',
    forPageHint:
      'ページを開ける人なら誰でも読めるコミュニティです。下で変更しないかぎり暗号化されません。続いて設定でサイトを登録します。',
    open: '公開グループ（暗号化なし）',
    openHint:
      '大きな公開コミュニティ向けです。リレーとその運営者はすべてを読めます。後から変更できません。',
  },
  join: {
    title: 'グループに参加',
    link: 'グループへのリンク',
    hint: '送られてきたリンクを貼り付けてください。',
    join: '参加',
    as: (name: string) =>
      `${name}として参加します。グループの人には、名前、画像、ここにいるかどうかが表示されます。`,
    notNow: '今はしない',
    working: '招待を開いています…',
    brokenTitle: 'このリンクは使えません',
    home: 'グループ一覧へ',
    failed: '招待をこのデバイスに保存できませんでした。もう一度お試しください。',
    faults: {
      'no-invite': 'この文章に招待はありません。招待リンクには「#/join/」が含まれます。',
      'cut-short':
        'このリンクは末尾が欠けています。リンク全体をコピーするか、もう一度送ってもらってください。',
      'too-long': 'このリンクの末尾に余分なものがあります。リンクだけをコピーしてください。',
      'not-base64url': 'このリンクは壊れています。途中で一部の文字が変わりました。',
      'newer-version':
        'このリンクは新しいParleyで作られました。このページを再読み込みして更新し、もう一度お試しください。',
    },
  },
  invited: {
    title: 'ここでグループを作成できます',
    hint: 'このリレーへの招待は、このブラウザーで有効です。以前に作成したグループは自動で受け入れられます。',
    goOn: 'グループ一覧へ',
  },
  connection: {
    connected: '接続中',
    offline: 'オフライン',
    connecting: 'リレーを探しています',
    since: (when: string) => `${when}から`,
    heard: (when: string) => `リレーからの最後の応答: ${when}`,
    ask: '接続',
    goOn: '引き続き書けます。書いたものは自動で送られます。',
    never: 'リレーからまだ応答がありません。引き続き書くことができます。',
    unknownOrigin: (origin: string) =>
      `このリレーは自分のアドレス${origin}を知りません。運営者がPARLEY_ORIGINSに設定する必要があります。引き続き書くことができます。`,
  },
  notices: {
    title: 'お知らせ',
    dismiss: '閉じる',
    more: (n: number) => count(n, 'ほか#件'),
    fewer: '少なく表示',
    writeAgain: 'もう一度書く',
    reload: '再読み込み',
    removedBefore: (by: string, n: number) =>
      count(n, `このメッセージ#件が誰かに届く前に、${by}がグループから外しました。`),
    changedByBefore: (by: string, n: number) =>
      count(
        n,
        `このメッセージ#件が誰かに届く前に、${by}が外したか、ミュートしたか、役割を変更していました。`,
      ),
    changedBefore: (n: number) =>
      count(
        n,
        'このメッセージ#件が誰かに届く前に、外されたか、ミュートされたか、役割が変更されていました。',
      ),
    nobodySees: (n: number) => count(n, '誰にも見えません。ここに保存しています:'),
    notSent: (n: number) =>
      count(n, 'このメッセージ#件は受け付けられず、送信されていません。ここに保存しています:'),
    showTexts: (n: number) => count(n, '文章#件を表示'),
    hideTexts: '文章をたたむ',
    throwTitle: (n: number) => count(n, 'この文章#件を削除しますか？'),
    throwHint: 'このお知らせにだけ保存されており、一緒に失われます。',
    throwAct: '削除',
    changedBy: (who: string) =>
      `${who}のアイデンティティが新しくなりました。新しく始めた場合にも、誰かがなりすました場合にも起こります。信頼する前にコードを照合してください。`,
    says: {
      'storage-failing':
        'このデバイスのストレージに問題があります。今書くものは、このページを閉じると失われるかもしれません。',
      'storage-full':
        'このデバイスのストレージがいっぱいです。空き容量を増やしてください。すでにあるものは安全です。',
      'doc-rebuilt':
        '保存されていたこのグループのコピーが壊れていました。破棄して、もう一度取得しています。',
      'sync-stopped':
        'リレーが読み取れないものを2回送ったため、このグループのメッセージのやり取りは止まっています。再読み込みしてもう一度お試しください。',
      'not-done':
        'ここで行った操作の一部は無効でした。その間にグループのルールか自分の役割が変わっていました。',
      'identity-changed':
        'ここにいる誰かのアイデンティティが新しくなりました。信頼する前にコードを照合してください。',
      'uses-newer':
        'ここには新しいParleyが必要な内容があり、表示されていません。再読み込みして更新してください。',
      'device-removed':
        'このデバイスは、自分の別のデバイスによって外されました。新しいものは届きません。あるものは残ります。また使うには、データを削除してリンクし直してください。',
      'profile-copied':
        'このブラウザープロファイルのコピーが、このデバイスとして書き込んでいます。一方だけを使い、もう一方は別のデバイスとしてリンクしてください。',
      'relay-misbehaved': 'リレーがルールに反するものを送りました。受け付けませんでした。',
    },
  },
  dialog: { close: '閉じる', cancel: 'キャンセル' },
  name: {
    tooLong: (limit: number) => `名前が長すぎます。上限は${number(limit)}バイトです。`,
  },
}
