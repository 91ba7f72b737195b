/** A page of React's with the chat in it: attributes as props, events by `on`, methods by a ref. */
import { useState, type DetailedHTMLProps, type HTMLAttributes } from 'react'
import { createRoot } from 'react-dom/client'

interface ChatProps extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> {
  readonly group: string
  readonly name?: string
  readonly onmessage?: (
    event: CustomEvent<{ readonly text: string; readonly isMine: boolean }>,
  ) => void
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      readonly 'parley-chat': ChatProps
    }
  }
}

function Page({ group }: { group: string }) {
  const [last, setLast] = useState('nothing yet')
  const [isShown, setShown] = useState(true)
  return (
    <main>
      <h1>Made with React</h1>
      <p>
        Said last: <output>{last}</output>
      </p>
      <button type="button" onClick={() => setShown(!isShown)}>
        {isShown ? 'Take it away' : 'Bring it back'}
      </button>
      {isShown && (
        <parley-chat group={group} name="Robin" onmessage={({ detail }) => setLast(detail.text)} />
      )}
    </main>
  )
}

const root = document.querySelector<HTMLElement>('#app')
if (root !== null) createRoot(root).render(<Page group={root.dataset['group'] ?? ''} />)
