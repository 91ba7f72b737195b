/** Writing: what can be completed, and what cannot be sent, in Japanese. */
import { count } from './grammar.ts'

export const writingTexts = {
  writing: {
    people: '人',
    emoji: '絵文字',
    suggestions: (n: number) => count(n, '候補#件、矢印キーで選び、Enterで確定'),
    everyone: '全員',
    everyoneHint: 'このグループの全員',
    noFiles: 'ファイルはまだ送れません。書いたものはここに残っています。',
  },
}
