/** 人とグループのプロフィール。 */
import { count } from './grammar.ts'

export const profileTexts = {
  profile: {
    title: 'あなたのプロフィール',
    groupTitle: 'グループのプロフィール',
    picture: 'あなたの画像',
    groupPicture: 'グループの画像',
    pictureHint:
      'ファイルを選ぶか、ここにドロップまたは貼り付けてください。送信前にこのデバイスで小さくします。',
    choose: '画像を選ぶ',
    change: '画像を変更',
    takeAway: '画像を削除',
    faults: {
      kind: 'この種類のファイルは使えません。JPEG、PNG、WebP、GIF、AVIFの画像を選んでください。',
      large: 'ファイルが40 MBを超えています。もっと小さいものを選んでください。',
      unreadable: 'このファイルは画像として読み取れません。別のものを選んでください。',
      none: 'ファイルではありませんでした。デバイスの画像を選んでください。',
      failed: 'このデバイスに保存できませんでした。もう一度お試しください。',
    },
    status: 'ステータス',
    statusHint: (n: number) => `1行、${n}文字まで。すべてのグループに表示されます。`,
    statusTooLong: (n: number) => `長すぎます。${n}文字までです。`,
    saveStatus: 'ステータスを保存',
    description: '説明',
    descriptionHint: 'このグループの内容。メンバー全員に表示されます。',
    saveDescription: '説明を保存',
    accent: '色',
    accentHint: 'あなただけの設定で、すべてのデバイスに反映されます。',
    accentNone: '自動',
    accents: ['茶', '青', '梅', '緑', '紫', 'ピンク'],
    open: (name: string) => `${name}について`,
    gone: 'もうこのグループにいません。',
    known: {
      yes: 'コードを比べて、本人だと確認済みです。',
      no: 'まだコードを比べていません。',
      changed: '以前とは別のアイデンティティです。',
    },
    came: {
      founded: (when: string) => `このグループの作成者：${when}`,
      link: (when: string, by: string) => `${by}のリンクで参加：${when}`,
      'let-in': (when: string, by: string) => `${by}が参加を認めました：${when}`,
      added: (when: string, by: string) => `${by}が追加しました：${when}`,
    },
    common: (n: number) => count(n, 'ほかの共通のグループ#件'),
    mention: 'メンション',
    edit: 'プロフィールを編集',
  },
}
