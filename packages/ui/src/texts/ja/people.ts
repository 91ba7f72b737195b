/** The people of a group, and what one may do with a person, in Japanese. */
import { count } from './grammar.ts'

export const peopleTexts = {
  roles: {
    founder: '作成者',
    owner: 'オーナー',
    admin: '管理者',
    moderator: 'モデレーター',
    member: 'メンバー',
    guest: 'ゲスト',
  },

  roleMeans: {
    founder: 'グループを作成した人で、外すことはできません。',
    owner: 'グループのルールを決め、管理者を任命します。',
    admin: '自分より下の役割を与えたり外したりします。',
    moderator: '招待、参加の承認、ミュート、退出、ほかの人が書いたものの削除ができます。',
    member: '読み書きができます。',
    guest: '読むことができます。書き込みはグループが認める場合だけです。',
  },

  group: {
    open: '参加者',
    openWaiting: (n: number) => count(n, '参加者、#人が待機中'),
    tabs: { people: '参加者', rules: '設定', log: '記録' },
    tabList: 'このグループについて',
  },

  people: {
    you: '自分',
    menu: (name: string) => `${name}への操作`,
    list: 'このグループの参加者',
    find: '人を探す',
    nobody: 'その名前の人はいません。',
    more: (n: number) => count(n, 'あと#人を表示'),
    mutedUntil: (when: string) => `${when}までミュート`,
    muted: 'ミュート中',
    verified: '照合済み',
    changed: 'アイデンティティが変わりました',
    blocked: 'ブロック中',
    devices: (n: number) => count(n, 'デバイス#台'),
    changeRole: '役割を変更',
    mute: 'ミュート',
    unmute: 'ミュートを解除',
    remove: 'グループから外す',
    compare: 'コードを照合',
    block: 'ブロック',
    unblock: 'ブロックを解除',
    failed: 'このデバイスに保存できませんでした。もう一度お試しください。',
    notAllowed: 'このグループのルールでは、もうその操作はできません。',
  },

  roleChange: {
    title: (name: string) => `${name}の役割`,
    save: '役割を変更',
  },

  muting: {
    title: (name: string) => `${name}をミュート`,
    hint: '読むことはできますが、書いたものは誰にも届きません。いつまでかは本人に伝わります。',
    hintOpen: 'その間に書いたものは誰にも表示されません。本人に伝わります。',
    legend: '期間',
    hour: '1時間',
    hours: '8時間',
    day: '1日',
    open: '誰かが解除するまで',
    mute: 'ミュート',
  },

  removing: {
    title: (name: string) => `${name}をグループから外しますか？`,
    hint: (name: string) =>
      `これ以降、${name}に新しいものは届きません。これまでに書いたものは残ります。今書いているものは、オフラインのものも含めて誰にも表示されません。これまでの招待リンクは、ほかの人のものも含めてすべて使えなくなります。`,
    keeps: '読んだものは本人の手元に残ることがあります。新しい招待で戻ることができます。',
    remove: '外す',
  },

  leaving: {
    open: 'グループを退出',
    title: 'このグループを退出しますか？',
    hint: 'これ以降、新しいものは届きません。書いたものは残ります。手元にあるものはこのデバイスに残ります。まだ使える招待リンクがあれば戻れます。',
    founder:
      'このグループの作成者なので、退出できません。誰かがいつでもグループを導ける必要があります。自分だけ静音にするか、ロックしてモデレーターだけが書けるようにできます。',
    ownerAlone:
      'このグループのオーナーはほかにいません。退出すると、誰もルールを変更できなくなります。',
    leave: '退出',
  },

  secondOwner: {
    title: '2人目のオーナーを追加',
    hint: 'このグループのオーナーは自分だけです。デバイスを失うと、誰もルールを変更したり管理者を任命したりできなくなります。信頼できる人を選んでください。',
    choose: '選ぶ',
    dialogTitle: '誰と一緒にグループのオーナーになりますか？',
    dialogHint: 'オーナーはルールを変更し、管理者を任命します。役割はいつでも変更できます。',
    make: 'オーナーにする',
  },

  verifying: {
    title: (name: string) => `${name}と照合`,
    hint: (name: string) =>
      `${name}の画面を見るか、互いに読み上げてください。間に誰も入っていなければ、両方に同じ6つの数字が表示されます。`,
    code: '照合するコード',
    same: '同じです',
    different: '違います',
    wasSame: (name: string) => `${name}と照合し、同じでした。`,
    forget: 'この照合を忘れる',
    close: '閉じる',
    changed: (name: string) =>
      `${name}のアイデンティティが、照合したものと違います。新しく始めた場合にも、誰かがなりすました場合にも起こります。信頼する前にもう一度照合してください。`,
    differs:
      'それなら、まだこの人を信頼しないでください。別の人かもしれず、どちらかが別のメンバーを見ているのかもしれません。直接会ってもう一度お試しください。',
    failed: '今はコードを表示できません。もう一度お試しください。',
  },

  blocking: {
    folded: (author: string) => `${author}をブロックしています`,
    show: 'それでも表示',
    told: (name: string) =>
      `${name}をブロックしました。書いたものは自分のデバイスでたたまれます。誰にも知らされず、ここで解除できます。`,
    toldUnblocked: (name: string) => `${name}のブロックを解除しました。`,
  },
}
