/** A lesson in a class, in Japanese. */
import { count } from './grammar.ts'

export const lessonTexts = {
  lesson: {
    name: '授業',
    raise: '手を挙げる',
    lower: '手を下ろす',
    hands: '挙手',
    callOn: (name: string) => `${name}さんを指名する`,
    lowerOf: (name: string) => `${name}さんの手を下ろす`,
    lowerAll: '全員の手を下ろす',
    areUp: (names: string) => `挙手しています：${names}`,
    hasWord: (name: string) => `${name}さんの番です`,
    youHaveWord: 'あなたの番です',
    quiet: '静かに',
    quietHint:
      '先生とアシスタントだけが書けます。スレッドも同じです。挙手とリアクションはできます。',
    isQuiet: '静かに：書けるのは先生とアシスタントだけです。',

    announcements: 'お知らせ',
    announcementsUnread: (n: number) => count(n, 'お知らせ、未読#件'),
    announcement: 'お知らせ',
    announce: 'お知らせとして送る',
    announcing: 'クラスへのお知らせとして送られます。',
    noAnnouncements: 'お知らせはまだありません',
    noAnnouncementsHint: '先生からのお知らせはここにも並ぶので、あとで見つけられます。',
    announceHint: '書いている欄の横の「お知らせとして送る」を押すと、会話とここの両方に載ります。',

    comingTitle: '入り方',
    comingOpen: '自由',
    comingOpenHint: 'リンクかコードがあれば、すぐに入れます。',
    comingEach: '一人ずつ承認',
    comingEachHint:
      '一人ずつあなたが入れます。変えると、それまでのリンクとコードは使えなくなります。',
  },
}
