/** What a page is told of its chat. */

export interface Told {
  onUnread(count: number): void
  onMessage(message: ToldMessage): void
  /** What is kept here for nobody is that user's of the site. */
  onOwner(user: string): void
}

export interface ToldMessage {
  readonly author: string
  readonly text: string
  readonly isMine: boolean
  /** Epoch milliseconds by the author's clock. */
  readonly sentAt: number
}
