/** A conversation and what one writes, in Japanese. */
import { list, number } from '../locale.ts'
import { count } from './grammar.ts'

export const talkTexts = {
  conversation: {
    back: 'グループ一覧に戻る',
    people: (n: number) => count(n, '#人'),
    log: 'メッセージ',
    beginning: 'ここがグループの始まりです。',
    talkBeginning: 'ここから会話が始まります。',
    beginningHint: 'あいさつをするか、ほかの人を招待しましょう。',
    beginningHello: 'あいさつをしましょう。',
    unreadLine: '新着',
    newMessages: (n: number) => count(n, '新着メッセージ#件'),
    toNewest: '最新のメッセージ',
    opening: 'もう書き始められます。グループは届く途中です。',
    joining:
      'もう書き始められます。リレーにつながり、必要な場合は誰かが参加を認めると、グループが開きます。',
    missingTitle: 'このグループはこのデバイスにありません',
    missingHint: 'グループの誰かに招待リンクを頼んでください。',
    announce: (author: string, text: string) => `${author}: ${text}`,
  },
  message: {
    actions: 'メッセージ',
    edited: '編集済み',
    late: '遅れて到着',
    deleted: '削除されました',
    removedBy: (by: string) => `${by}が削除しました`,
    deletionUnsent: '未送信：ほかの人にはまだ見えています',
    by: (author: string, time: string) => `${author}、${time}`,
    you: '自分',
    status: {
      'on-device': 'ここに保存済み',
      'on-relay': 'リレーに到着',
      received: '受信済み',
      read: '既読',
    },
    wholeStatus: {
      'on-device': 'ここに保存済み、リレーにはまだ届いていません',
      'on-relay': 'リレーに到着：ほかの人はそこから受け取ります',
    },
    beingKept: '保存中',
    moreBeingKept: (n: number) => count(n, 'ほか#件を保存中'),
    ofPeople: (status: string, n: number, all: number) =>
      `${status} ${number(all)}人中${number(n)}人`,
    byAll: (status: string, n: number) => `${status} 全員（${number(n)}人）`,
    bySomebody: (status: string) => `${status} 1人以上`,
    andReceived: (read: string, n: number) => `${read}、受信済み ${number(n)}人`,
    quoteDeleted: '削除されました',
    quoteMissing: 'まだここにありません',
    jumpToQuoted: (author: string) => `${author}が書いたメッセージへ移動`,
    reaction: (emoji: string, people: readonly string[]) => `${emoji} ${list(people)}`,
    reactionUnsent: (label: string) => `${label}（未送信）`,
    holdHint:
      'メッセージを長押しすると、返信やリアクションなどができます。タップしてから•••でも開けます。',
    showAll: 'すべて表示',
    showLess: '折りたたむ',
    emojiTitle: 'リアクションを選ぶ',
    failed: 'このデバイスに保存できませんでした。もう一度お試しください。',
  },
  deletion: {
    title: '全員から削除しますか？',
    hint: 'このグループから消えます。読んだ人は覚えているかもしれません。',
    delete: '削除',
    titleOther: (author: string) => `${author}が書いたものを削除しますか？`,
    hintOther: '全員から消え、モデレーターが削除したことが全員に見えます。',
  },
  late: {
    title: (n: number) => count(n, 'メッセージ#件が遅れて到着しました'),
    hint: '前に書かれ、今届きました。それぞれ本来の位置にあります。',
    seenAll: '確認しました',
    more: (n: number) => count(n, 'ほか#件'),
  },
  composer: {
    text: 'メッセージ',
    send: '送信',
    replyingTo: (author: string) => `${author}への返信`,
    replyingToOwn: '自分への返信',
    editing: '編集中',
    leave: 'キャンセル',
    count: (bytes: number, limit: number) => `${number(bytes)} / ${number(limit)}バイト`,
    tooLong: (bytes: number, limit: number) =>
      `長すぎます。上限は${number(limit)}バイトで、これは${number(bytes)}バイトです。文章は残っています。短くするか、分けて送ってください。`,
    failed: 'このデバイスに保存できなかったため、送信していません。文章はここに残っています。',
    notAllowed: 'このグループのルールにより、今は書き込めません。文章はここに残っています。',
  },
}
