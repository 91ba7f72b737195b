/** Being at home on a device: newer versions, being installed, in Japanese. */
import { count } from './grammar.ts'

export const homeTexts = {
  update: {
    ready: '新しいバージョンの準備ができました。',
    take: '再読み込み',
    later: '後で',
    failed:
      '書きかけの文章を保存できなかったため、再読み込みしませんでした。もう一度お試しください。',
  },
  install: {
    section: 'このデバイスのアプリ',
    title: 'Parleyを手元に置きましょう。',
    why: 'インストールすると、専用のウィンドウとアイコンができ、ネットワークなしで開きます。',
    byHand:
      'Safariの共有メニューで「ホーム画面に追加」を選んでください。専用のアイコンができ、ネットワークなしで開き、1週間使わなくてもデータは消えません。',
    install: 'インストール',
    notNow: '今はしない',
    understood: '分かりました',
    installed: 'Parleyはここにインストールされています。',
    none: 'このブラウザーではParleyをインストールできません。そのままでも、ネットワークなしでも使えます。',
  },
  loss: {
    returning:
      'このブラウザーは、ここにあったParleyのデータを削除していました。自分であることに変わりはありません。リレーが応答すると、グループが戻ります。',
    back: 'このブラウザーは、ここにあったParleyのデータを削除していました。リレーにあったものは戻りました。',
    unknown:
      'このブラウザーは、ここにあったParleyのデータを、自分が誰であるかも含めて削除していました。新しく始める前に、自分の別のデバイスか復元フレーズで戻ってください。',
    nothingUnsent: '書いたものはすべて送信済みでした。',
    unsent: (n: number) => count(n, '送信されておらず、グループにないメッセージが#件あります:'),
    unsentMore: (n: number) => count(n, 'ほか#件は文章が失われました'),
    returningTitle: 'グループが戻ってきます',
    returningHint: 'リレーが保管しています。つながると、自動でここに現れます。',
  },
  unkept: {
    say: 'このウィンドウには何も保存されません。書いたものは、リレーが受け取る前に閉じると失われます。',
    goOn: '何も保存せずに続ける',
  },
  storage: {
    title: 'このデバイスのストレージ',
    hint: 'ここにあるものはネットワークなしで開きます。',
    hintPlain:
      'ここにあるものはこのデバイスに残ります。このアドレスでは、リレーに接続できるときだけ開きます。',
    measuring: 'ここに何があるか調べています…',
    failed: 'ストレージを読み取れませんでした。もう一度お試しください。',
    all: (size: string) => `合計${size}`,
    ofQuota: (used: string, quota: string) =>
      `アプリ自体を含めて、このブラウザーの集計では${used}です。使える上限は${quota}です。`,
    free: '空き容量を増やす',
    freeHint: (size: string) =>
      `古いメッセージ${size}分をこのデバイスから取り除けます。リレーが保管しており、そこまでスクロールすると戻ります。`,
    freeNothing:
      '今は取り除けるものがありません。取り除けるのは、既読でリレーにある古いメッセージだけです。',
    freeAll: (size: string) => `${size}を空ける`,
    freeing: '空けています…',
    byGroup: 'グループ別',
    freeIn: (group: string, size: string) => `${group}で${size}を空ける`,
    freed: (size: string) => `${size}を空けました。そこまでスクロールすると戻ります。`,
    away: 'リレーにつながりません。すべてがリレーにあると分かるまでは、何も空けません。',
    kept: (size: string) =>
      `${size}を空けました。残りはそのままです。まだすべてがリレーにあるわけではありません。`,
    budget: '保存の上限',
    budgetHint: '上限を超えた分は、リレーに届いていれば、古いものから自動で空けられます。',
    unlimited: '制限なし',
    ofBudget: (size: string) => `上限は${size}です。`,
    persistent: 'このブラウザーは、Parleyのデータを勝手に消さないと約束しています。',
    notPersistent:
      'このデバイスの空き容量がなくなると、このブラウザーはParleyのデータを消すことがあります。グループはリレーから戻りますが、まだ送っていないものは失われます。',
    persist: 'Parleyを消さないように頼む',
    refused:
      '認められませんでした。アプリをインストールした後や、しばらく使った後には認められることがよくあります。',
    inPrivate: 'プライベートウィンドウでは、閉じるとすべて消えます。',
    olderAway: '古いメッセージはリレーにあります。つながると届きます。',
  },
}
