/** Messages that are too long to be shown whole: prose, a list, code, other directions, and some that only look long. */
import { newFakeParley, type FakeParley } from './parley.fake.ts'

const MINUTE = 60_000

export const FOLD_SCENES: Readonly<Record<string, () => { parley: FakeParley; at: string }>> = {
  folds: () => ({ parley: folds(), at: '/g/group-0' }),
}

const PROSE =
  'We met at the boathouse and went through the list. The mast is fine, the sail is not, and nobody knows where the second anchor went. '
const ARABIC =
  'التقينا عند المرسى وراجعنا القائمة. الصاري سليم، أما الشراع فلا، ولا أحد يعرف أين ذهبت المرساة الثانية. '
const JAPANESE = '艇庫に集まってリストを確認しました。マストは無事、帆は傷んでいます。'

function folds(): FakeParley {
  const parley = newFakeParley()
  const group = parley.addGroup('Boat club')
  const noon = new Date().setHours(12, 0, 0, 0)
  let at = noon - 60 * MINUTE
  const says = (author: string, text: string) =>
    group.arrive(author, text, { sentAt: (at += MINUTE) })
  says('Amir', '\n'.repeat(30).replace(/^/, 'Only gaps') + 'end')
  says('Mei', 'Not so long: ' + PROSE.repeat(7))
  says('ليلى', ARABIC.repeat(20))
  says('Mei', JAPANESE.repeat(30))
  says(
    'Amir',
    `The engine’s log:\n\`\`\`ts\n${lines(60, 'const reading = await engine.read({ sensor: "oil" })')}\n\`\`\`\nthat is all.`,
  )
  says('Nora', `To bring, all of it:\n- ${lines(40, 'something that is needed', '- ')}`)
  says('Mei', `> ${lines(30, 'Who has the key?', '> ')}\n\nI have.`)
  says('Amir', `${PROSE.repeat(14)}\n\nhttps://harbour.example/minutes`)
  says('Mei', 'Thanks!')
  return parley
}

function lines(count: number, words: string, before = ''): string {
  return Array.from({ length: count }, (_, n) => `${words} ${n + 1}`).join(`\n${before}`)
}
