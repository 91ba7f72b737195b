/** Choosing emoji, in Japanese. */
import { count } from './grammar.ts'

export const emojiTexts = {
  emoji: {
    title: '絵文字を選ぶ',
    open: '絵文字',
    more: 'その他の絵文字',
    search: '絵文字を検索',
    found: (n: number) => count(n, '#件見つかりました'),
    nothing: 'その名前のものはありません。別の言葉をお試しください。',
    loading: 'お待ちください…',
    failed: '一覧を読み込めませんでした。一度つながると保存されます。',
    recent: '最近使ったもの',
    kinds: '絵文字の種類',
    tone: '肌の色',
    tones: ['なし', '明るい', 'やや明るい', '中間', 'やや暗い', '暗い'],
    groups: [
      '顔と気持ち',
      '人',
      '',
      '動物と自然',
      '食べ物と飲み物',
      '場所と旅行',
      '活動',
      'もの',
      '記号',
      '旗',
    ],
  },
}
