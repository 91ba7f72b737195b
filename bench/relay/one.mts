import { CONTENDERS } from './contenders.ts'
import { fanOut } from '../loads/fan-out.ts'
import { saturation } from '../loads/saturation.ts'
import { Stage } from './stage.ts'
const [what, names, rounds='1', seconds='8'] = process.argv.slice(2)
for (let i=0;i<Number(rounds);i++) for (const c of CONTENDERS) if (names.split(',').includes(c.name.replaceAll(' ','').replaceAll(',','-'))) {
  const watch = { open: (x:any) => Stage.open(x), onStart(){}, onEnd(){} }
  const r = what === 'sat' ? await saturation(c, { messages: 5000 }, watch as any) : await fanOut(c, { people: Number(what), seconds: Number(seconds) }, watch as any)
  console.log(c.name.padEnd(24), JSON.stringify(r))
}
process.exit(0)
