/** What happened to a group's membership and rules, as Japanese sentences. */
import { count } from './grammar.ts'
import { announcements } from './rules.ts'

export const logTexts = {
  log: {
    title: 'ここで起きたこと',
    empty: 'まだ何も起きていません。',
    someone: '誰か',
    didNotCount: '無効',
    didNotCountWhy:
      '「無効」と付いたものは何も変えていません。ルールで認められていなかったか、より上の役割の人が別の判断をしました。',
    more: (n: number) => count(n, 'あと#件を表示'),
    found: (by: string) => `${by}がグループを作成しました`,
    invite: (by: string) => `${by}が招待リンクを作成しました`,
    inviteAs: (by: string, role: string) => `${by}が役割「${role}」の招待リンクを作成しました`,
    uninvite: (by: string) => `${by}が招待リンクを取り消しました`,
    decline: (by: string, whom: string) => `${by}が${whom}の申請を断りました`,
    join: (by: string) => `${by}がリンクで参加しました`,
    ask: (by: string) => `${by}が参加を申請しました`,
    add: (by: string, whom: string) => `${by}が${whom}の参加を認めました`,
    addAs: (by: string, whom: string, role: string) =>
      `${by}が${whom}の参加を役割「${role}」で認めました`,
    addAlone: (by: string, whom: string) => `${by}が${whom}を追加しました`,
    addAloneAs: (by: string, whom: string, role: string) =>
      `${by}が${whom}を役割「${role}」で追加しました`,
    role: (by: string, whom: string, role: string) => `${by}が${whom}の役割を「${role}」にしました`,
    remove: (by: string, whom: string) => `${by}が${whom}を外しました`,
    muteUntil: (by: string, whom: string, when: string) =>
      `${by}が${whom}を${when}までミュートしました`,
    mute: (by: string, whom: string) => `${by}が${whom}をミュートしました`,
    unmute: (by: string, whom: string) => `${by}が${whom}のミュートを解除しました`,
    leave: (by: string) => `${by}が退出しました`,
    takeBack: (by: string) => `${by}が申請を取り下げました`,
    device: (by: string) => `${by}が新しいデバイスを使い始めました`,
    undevice: (by: string) => `${by}が自分のデバイスを1台外しました`,
    box: (by: string) => `${by}がデバイスを失った後に鍵を更新しました`,
    signin: (by: string) => `${by}がサイトにサインインしました`,
    name: (by: string, name: string) => `${by}がグループの名前を「${name}」にしました`,
    description: (by: string) => `${by}が説明を変更しました`,
    descriptionGone: (by: string) => `${by}が説明を削除しました`,
    picture: (by: string) => `${by}がグループの画像を変更しました`,
    pictureGone: (by: string) => `${by}がグループの画像を削除しました`,
    pin: (by: string, whom: string) => `${by}が${whom}のメッセージを固定しました`,
    pinText: (by: string, whom: string, text: string) =>
      `${by}が${whom}のメッセージを固定しました：「${text}」`,
    unpin: (by: string, whom: string) => `${by}が${whom}のメッセージの固定を解除しました`,
    unpinText: (by: string, whom: string, text: string) =>
      `${by}が${whom}のメッセージの固定を解除しました：「${text}」`,
    pinsHere: '固定は、このデバイスにあるメッセージについて記録されています。',
    policy: (by: string, changes: string) => `${by}がルールを変更: ${changes}`,
    policySame: 'ルールの確認',
    unknown: (by: string) => `${by}がこのParleyの知らない操作をしました`,
    a: {
      founder: '作成者',
      owner: 'オーナー',
      admin: '管理者',
      moderator: 'モデレーター',
      member: 'メンバー',
      guest: 'ゲスト',
    },
    changes: {
      historyAll: '新しい人はすべて読める',
      historyLater: '新しい人は参加後のものだけ読める',
      announcementsOn: `「${announcements}」をオン`,
      announcementsOff: `「${announcements}」をオフ`,
      lockedOn: 'グループをロック',
      lockedOff: 'グループのロックを解除',
      hushedOn: '静かにする時間を開始',
      hushedOff: '静かにする時間を終了',
      slowOn: (each: string) => `低速モードは${each}`,
      slowOff: '低速モードはオフ',
      guestsOn: 'ゲストも書き込める',
      guestsOff: 'ゲストは読むだけ',
      siteOn: (site: string) => `${site}が訪問者の身元を示せる`,
      siteOff: 'サイトによる身元の表示をやめる',
    },
  },
}
