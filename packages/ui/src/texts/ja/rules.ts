/** The rules of a group, and what they mean for somebody who wants to write, in Japanese. */
import { count } from './grammar.ts'

/** By this name it is chosen, told and logged. */
export const announcements = 'お知らせのみ'
const announcementsHint =
  '書くのはモデレーターです。ほかの人はリアクションと、スレッドでの返信ができます。'

export const ruleTexts = {
  rules: {
    mineTitle: '自分だけの設定',
    quietForMe: 'このグループを静音にする',
    quietForMeHint:
      '自分のデバイスでだけ目立たなくなり、ウィンドウのタイトルの数に含まれなくなります。',

    name: 'グループ名',
    rename: '名前を保存',

    writingTitle: '書き込める人',
    announcements,
    announcementsHint,
    guests: 'ゲストも書き込める',
    guestsHint: 'オフの場合、ゲストは読むだけです。',
    slow: '低速モード',
    slowHint: 'メンバーが次の投稿まで待つ時間です。モデレーターは待ちません。',
    slowOff: 'オフ',
    slowSeconds: (n: number) => count(n, '#秒'),
    slowMinutes: (n: number) => count(n, '#分'),
    slowHours: (n: number) => count(n, '#時間'),
    lock: 'グループをロック',
    locked: 'ロック中',
    lockHint:
      '書き込みとリアクションはモデレーターだけになり、リンクでは誰も参加できなくなります。',

    historyTitle: '新しい人が読める範囲',
    everything: '最初からすべて',
    fromJoining: '参加した後に書かれたものだけ',

    secrecyTitle: '暗号化',
    encrypted:
      '暗号化されています。読めるのはメンバーのデバイスと、有効な招待リンクを持つ人だけです。リレーは読めません。',
    notEncrypted:
      '暗号化されていません。リレーとその運営者は、ここにあるすべてを読めます。グループの作成時に選ばれ、変更できません。',
    notEncryptedMark: '暗号化なし',
    readOnly: 'これらを変更できるのはオーナーだけです。',
    on: 'オン',
    off: 'オフ',
  },

  bars: {
    mutedUntil: (when: string) => `${when}までミュートされています`,
    muted: 'モデレーターが解除するまでミュートされています',
    mutedHint: 'その間も、読むことやリアクションはできます。',
    mutedHintReads: '引き続き読むことができます。',
    announcements,
    announcementsHint,
    hushed: '静かに',
    hushedHint:
      '先生が静かにするよう求めています。手を挙げること、質問箱での質問、リアクションはできます。',
    locked: 'このグループはロックされています',
    lockedHint: '今はモデレーターだけが書きます。引き続き読むことができます。',
    lockedOutHint:
      '今はリンクで誰も参加できないため、ほかの人にはまだ見えていません。ロックが解除されると自動で参加します。',
    guest: 'ここではゲストです',
    guestHint: 'ゲストは読むことができます。書くには、管理者にメンバーにしてもらってください。',
    other: '今はここに書き込めません',
    otherHint: '引き続き読むことができます。',
    draft: '下書きは残っています:',
    slowWait: (left: string) => `低速モード: ${left}後に自動で送られます。`,
    slowQueued: (left: string) =>
      `メッセージは${left}後に送られます。その後、次のメッセージを送れます。`,
    slowRule: (each: string) => `低速モード: 投稿は${each}に1回です。`,
    slowEach: {
      seconds: (n: number) => count(n, '#秒'),
      minutes: (n: number) => count(n, '#分'),
      hours: (n: number) => count(n, '#時間'),
    },
  },

  states: {
    left: 'このグループを退出しました',
    leftHint: (when: string) => `日時: ${when}。手元にあるものはこのデバイスに残ります。`,
    removed: (by: string) => `${by}によってこのグループから外されました`,
    removedUnknown: 'このグループから外されました',
    removedHint: (when: string) =>
      `日時: ${when}。それまでに送ったものは全員に残り、その後に書いたものは表示されません。手元にあるものはこのデバイスに残ります。`,
    declined: '参加は認められませんでした',
    declinedHint: (when: string) =>
      `モデレーターが申請を断りました。日時: ${when}。間違いだと思う場合は、グループの誰かに新しいリンクを頼んでください。`,
    withdrawn: '申請を取り下げました',
    withdrawnHint: (when: string) =>
      `日時: ${when}。もう一度申請するには、リンクを開き直してください。`,
    forget: 'このデバイスから外す',
    forgetTitle: 'このグループをこのデバイスから外しますか？',
    forgetHint:
      '一覧から消え、ここで話されたことはすべてこのデバイスから削除されます。まだ送っていないものも含みます。',
    forgetHintOutside: '書いてまだ送っていないものとともに、一覧から消えます。',
    forgetKeeps:
      'ほかの人の手元にも、自分のほかのデバイスにも残ります。戻るには、まだ使える招待リンクが必要です。',
    forgetAlone:
      'ほかには誰もいません。一覧から消え、中のものはすべてこのデバイスから削除されます。作ったリンクをたどっても誰もいません。自分のほかのデバイスには残ります。',
    forgetAct: '外す',
    closed: 'リレーはこのグループをもう中継していません',
    closedHint:
      '新しいものは届かず、送られません。手元にあるものはこのデバイスに残ります。間違いだと思う場合は、再読み込みするか、グループの誰かに尋ねてください。',
    deviceRemoved: 'このデバイスは、自分の別のデバイスによって外されました',
    deviceRemovedBrief: 'ここでは、このグループに新しいものは届きません。',
    deviceRemovedHint:
      '手元にあるものはこのデバイスに残ります。また使うには、データを削除してリンクし直してください。',
    comeBack: '戻るには、まだ使える招待リンクを開くか、グループの誰かに頼んでください。',
    waitsForKey:
      '参加しました。メンバーのデバイスがオンラインになると、互いに書いたものが届くようになります。',
    waitsForMore:
      'まだ表示できないメッセージがあります。メンバーのデバイスがオンラインになると表示されます。',
    uninvited:
      'このリレーでグループを作成できるのは、招待された人だけです。運営者に招待を頼んでください。書いたものは残っています。',
    usesNewer:
      'ここには新しいParleyが必要な内容があり、表示されていません。再読み込みして更新してください。',
    reload: '再読み込み',
  },
}
