/** The panes of the window and the ways between them, in Japanese. */
import { count } from './grammar.ts'

export const shellTexts = {
  shell: {
    back: '戻る',
    close: '閉じる',
    width: { groups: 'グループ一覧の幅', side: '会話の横のペインの幅' },
    pixels: (n: number) => count(n, '#ピクセル'),
    more: 'その他',
    sideOf: {
      thread: 'スレッド',
      threads: 'スレッド一覧',
      pins: '固定',
      mentions: 'メンション',
      announcements: 'お知らせ',
      questions: '質問',
      about: 'このグループについて',
    },
  },
}
