/** Knowing where one is: what was missed, who has a message, how complete it all is, in Japanese. */
import { count } from './grammar.ts'

export const catchingUpTexts = {
  catchUp: {
    title: 'まとめて確認',
    line: (since: string) => `${since}から未読`,
    allRead: 'すべて既読にする',
    since: (since: string) => `${since}から`,
    messages: (n: number) => count(n, '新着メッセージ#件'),
    inThread: (n: number) => count(n, 'スレッドの新しい返信#件'),
    threadGone: 'ここにないメッセージへの返信',
    late: '遅れて到着',
    mention: '自分へのメンション',
    by: (author: string, text: string) => `${author}: ${text}`,
    deleted: '削除されました',
    more: (n: number) => count(n, 'ほか#件'),
    nothing: 'すべて確認しました。',
  },
  marking: {
    more: (group: string) => `${group}のその他の操作`,
    unread: '未読にする',
    read: '既読にする',
    quiet: '静音にする',
    loud: '静音をやめる',
    isMarked: '未読にしました',
    holdHint: 'グループを長押しすると、静音や未読にするなどができます。',
    inThreads: (n: number) => count(n, 'スレッドの未読の返信#件'),
    mentions: (n: number) => count(n, '自分への未読メンション#件'),
  },
  who: {
    title: 'このメッセージを持つ人',
    read: '既読',
    received: '受信済み',
    others: (n: number) => count(n, 'ほか#人: 届いたかどうかはまだ分かりません'),
    nobody: 'このデバイスの知る限り、まだ誰もいません。',
    hidden: '50人を超えるグループでは、誰が何を読んだかは表示されません。',
  },
  complete: {
    until: (time: string) => `${time}までに知られていたものはすべて揃っています。`,
    missing: '存在は分かっていても、まだここに届いていないメッセージがあります。',
  },
}
