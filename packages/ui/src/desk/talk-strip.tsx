/** Above a talk, for whoever answers: which page its visitor writes from, in which language, and whether it is closed. */
import { useGroupInfo, type Group } from '@parley/react'
import { Button } from '../controls/button.tsx'
import { Fault } from '../controls/fault.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import { isPage, languageName, shortPage } from './origin-words.ts'
import styles from './talk-strip.module.css'

export function TalkStrip({ group }: { readonly group: Group }) {
  const { talk, me } = useGroupInfo(group)
  const { fault, attempt } = useAttempt()
  if (talk === undefined) return null
  const says = texts.desk
  const isClosed = talk.state === 'closed'
  const language = languageName(talk.language)
  return (
    <div className={styles['strip']}>
      <dl>
        {talk.page !== '' && (
          <div>
            <dt>{says.page}</dt>
            <dd dir="ltr">
              <Page page={talk.page} title={talk.title} />
            </dd>
          </div>
        )}
        {language !== '' && (
          <div>
            <dt>{says.speaks}</dt>
            <dd>{language}</dd>
          </div>
        )}
      </dl>
      {me.mayAdminister && (
        <Button onClick={() => attempt(() => group.setTalkClosed(!isClosed))}>
          {isClosed ? says.reopen : says.close}
        </Button>
      )}
      <p role="status" className={styles['said']}>
        {isClosed && says.isClosed}
      </p>
      <Fault says={fault} />
    </div>
  )
}

/** Shown as the address it is, whatever its title says. */
function Page({ page, title }: { page: string; title: string }) {
  if (!isPage(page)) return <>{page}</>
  return (
    <a href={page} target="_blank" rel="noopener noreferrer" title={title}>
      {shortPage(page)}
    </a>
  )
}
