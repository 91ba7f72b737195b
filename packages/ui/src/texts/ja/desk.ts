/** Support, in Japanese: what visitors of a page read, and whoever answers them. */
import { count } from './grammar.ts'

export const deskTexts = {
  desk: {
    visitor: (code: string) => `訪問者 ${code}`,
    greeting: 'お困りですか。こちらにお書きください。',
    comeBack: 'こちらでお答えします。ページを閉じて、あとで戻って来ることもできます。',
    isHere: (team: string) => (team === '' ? '担当者がいます' : `${team} の担当者がいます`),
    readers: (n: number) => count(n, '#人がこれを読めます'),
    title: 'サポート',
    sectionTitle: 'ウェブページでのサポート',
    sectionHint:
      'この数行をページに入れると、訪問者はそれぞれ、このグループのメンバーと非公開で会話できます。これでグループに入る人はいません。ページを開ける人は、だれがメンバーかを見られます。',
    make: '行を作る',
    lines: 'ページに入れる行',
    copy: '行をコピー',
    copied: 'コピーしました',
    elsewhere: (name: string) => `${name} が別の端末で行を作りました。使用中です。`,
    withdraw: '新しい訪問者を受け付けない',
    withdrawn: '新しい訪問者は受け付けません。始まった会話は続きます。',
    waiting: '返事待ち',
    answered: '返事済み',
    closed: '終了',
    rowWaiting: (n: number) => count(n, '#件が返事を待っています'),
    rowNone: '待っている人はいません',
    nobodyWaits: '返事を待っている人はいません。',
    emptyTitle: 'まだだれも書いていません',
    emptyHint: 'この行をページに入れてください。訪問者が書いたものがここに出ます。',
    since: (when: string) => `${when} から待っています`,
    page: 'ページ',
    from: '書いている場所',
    speaks: '言語',
    close: '会話を終える',
    reopen: 'もう一度開く',
    isClosed: 'この会話は終わっています。何か書くと、また開きます。',
  },
}
