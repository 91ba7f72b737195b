/** Links that let people in, in a dialog of their own. */
import type { Group } from '@parley/react'
import { Modal } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import { InvitePanel } from './invite-panel.tsx'

export function InviteDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  return (
    <Modal title={texts.invite.title} isRead onClose={onClose}>
      <InvitePanel group={group} />
    </Modal>
  )
}
