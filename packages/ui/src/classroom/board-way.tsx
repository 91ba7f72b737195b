/** The way in. Into a class in three steps: the network, the address, and for whoever typed that, a code. */
import { QrCode } from '../inviting/qr-code.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './board-way.module.css'
import { useClassCode } from './use-class-code.ts'

interface ClassWayProps {
  readonly link: string
  /** Where students open the app: whole, without a slash at the end. */
  readonly address: string
}

export function ClassWay({ link, address }: ClassWayProps) {
  const shown = `${address}/${link.slice(link.indexOf('#'))}`
  const says = texts.classroom
  return (
    <div className={styles['way']}>
      <div className={styles['square']}>
        <QrCode key={shown} text={shown} name={says.qr} />
      </div>
      <ol className={styles['steps']}>
        <li>{says.wifi}</li>
        <li>
          {says.open}
          <strong className={styles['address']} dir="ltr" translate="no">
            {brief(address)}
          </strong>
        </li>
        <CodeStep link={link} />
      </ol>
    </div>
  )
}

/** Of a group that is no class: the square leads to wherever this page was opened. */
export function GroupWay({ link }: { link: string }) {
  return (
    <div className={styles['way']}>
      <div className={styles['square']}>
        <QrCode key={link} text={link} name={texts.invite.qrName} />
      </div>
      <p className={styles['steps']}>{texts.classroom.scan}</p>
    </div>
  )
}

function CodeStep({ link }: { link: string }) {
  const code = useClassCode(link)
  const says = texts.classroom
  if (code.state === 'none') return null
  if (code.state === 'away') return <li>{says.codeAway}</li>
  return (
    <li>
      {says.code}
      <strong className={styles['code']} dir="ltr" translate="no">
        {code.code}
      </strong>
    </li>
  )
}

/** As one types it: browsers put http before it themselves. */
export function brief(address: string): string {
  return address.replace(/^http:\/\//, '')
}
