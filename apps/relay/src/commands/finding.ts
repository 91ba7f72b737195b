/** What the doctor finds: it is well, or it says what to do. */
export interface Finding {
  readonly isWell: boolean
  readonly says: string
}

export const well = (says: string): Finding => ({ isWell: true, says })
export const bad = (says: string): Finding => ({ isWell: false, says })
