/** Threads, mentions, pins, forwarding and links to messages, in Japanese. */
import { list } from '../locale.ts'
import { count } from './grammar.ts'

export const threadTexts = {
  threads: {
    composer: 'スレッドで返信',
    replies: (n: number) => count(n, '返信#件'),
    unread: (n: number) => count(n, '未読の返信#件'),
    last: (when: string) => `最新: ${when}`,
    rootMissing: 'このスレッドの元のメッセージは、このデバイスにありません。',
    noReplies: '返信はまだありません',
    noRepliesHint: 'ここに書いたものは、上のメッセージと一緒に残ります。',
    openList: 'スレッド一覧',
    openListUnread: (n: number) => count(n, 'スレッド一覧、未読の返信#件'),
    list: 'このグループのスレッド',
    emptyTitle: 'スレッドはまだありません',
    emptyHint: 'メッセージで「スレッドで返信」を選ぶと、会話を埋めずに返信できます。',
    from: (author: string) => `${author}のメッセージから`,
    stillMay: '返信はできます。メッセージで「スレッドで返信」を選んでください。',
  },
  mentions: {
    open: 'メンション',
    openUnread: (n: number) => count(n, 'メンション、未読#件'),
    title: 'メンション',
    list: '自分へのメンション',
    emptyTitle: '自分へのメンションはまだありません',
    emptyHint: '誰かが@と自分の名前を書くと、どのグループでもここに表示されます。',
    inThread: 'スレッド内',
    unread: '未読',
  },
  pins: {
    pin: '固定',
    unpin: '固定を解除',
    pinned: '固定済み',
    newest: (author: string, text: string) => `固定されたものへ移動。${author}: ${text}`,
    all: (n: number) => count(n, '固定された#件をすべて表示'),
    list: 'このグループで固定されたもの',
    emptyTitle: '固定されたものはありません',
    emptyHint:
      'みんなが後で見つけるべきものを固定しましょう。メッセージで「固定」を選んでください。',
  },
  forwarding: {
    title: '転送',
    hint: 'どのグループに転送しますか？転送されたことは表示され、どこからかは表示されません。',
    groups: 'グループ',
    forward: '転送',
    none: 'グループを1つ以上選んでください。',
    mayNot: '今はそこに書き込めません。',
    done: (groups: readonly string[]) => `${list(groups)}に転送しました`,
    failed: (groups: readonly string[]) =>
      `${list(groups)}への転送を保存できませんでした。もう一度お試しください。`,
    forwarded: '転送済み',
  },
  messageLinks: {
    copied: 'リンクをコピーしました',
    notYet: 'このメッセージはまだこのデバイスを出ていません。出た後でリンクをコピーしてください。',
    notHeld:
      'このリンクのメッセージは、まだこのデバイスにありません。リレーにつながると届くかもしれません。',
    none: 'このリンクのメッセージは、このグループにありません。',
    dismiss: '閉じる',
    looking: 'メッセージを探しています…',
  },
  usesNewer: 'この中に新しいParleyが必要な内容があり、表示されていません。',
}
