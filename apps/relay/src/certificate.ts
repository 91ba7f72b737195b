/**
 * The certificate and key of the operator: read, tried out, and read again to see whether they were renewed.
 *
 * Two files cannot be replaced at one moment, and a look may fall in between. So both are compared, by what is in
 * them and not by their times, with what is in use; and what failed is looked at again until it fits.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { Config } from './config.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'

export type CertificateFiles = Pick<Config, 'tlsCert' | 'tlsKey'>

export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** The files of the settings, tried out. Throws `OperatorProblem`. */
export async function certificateIn(files: CertificateFiles): Promise<Certificate | undefined> {
  const certificate = await readFiles(files)
  if (certificate !== undefined) mustFit(certificate, files)
  return certificate
}

export interface RenewalPorts {
  readonly files: CertificateFiles
  readonly inUse: Certificate
  use(certificate: Certificate): void
  /** Told once for each state of the files. */
  onUnusable(problem: string): void
}

/** A look whether there is another certificate; resolves with `true` when a new one was taken into use. */
export function newRenewal({
  files,
  inUse,
  use,
  onUnusable,
}: RenewalPorts): () => Promise<boolean> {
  let used = digestOf(inUse)
  let unusable: string | undefined
  return async () => {
    let state: string | undefined
    try {
      const found = await readFiles(files)
      if (found === undefined) return false
      state = digestOf(found)
      if (state === used) unusable = undefined
      if (state === used || state === unusable) return false
      mustFit(found, files)
      use(found)
      used = state
      unusable = undefined
      return true
    } catch (error) {
      state ??= reasonOf(error)
      if (state !== unusable) onUnusable(reasonOf(error))
      unusable = state
      return false
    }
  }
}

async function readFiles({ tlsCert, tlsKey }: CertificateFiles): Promise<Certificate | undefined> {
  if (tlsCert === undefined || tlsKey === undefined) return undefined
  const cert = await readPem('PARLEY_TLS_CERT', tlsCert)
  return { cert, key: await readPem('PARLEY_TLS_KEY', tlsKey) }
}

async function readPem(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new OperatorProblem(
      `${variable} is ${path}, which cannot be read (${reasonOf(error)}). Set it to a file this user may read.`,
    )
  }
}

function mustFit(certificate: Certificate, { tlsCert, tlsKey }: CertificateFiles): void {
  try {
    createSecureContext(certificate)
  } catch (error) {
    throw new OperatorProblem(
      `The certificate in ${tlsCert} and the key in ${tlsKey} cannot be used together (${reasonOf(error)}). ` +
        'Set PARLEY_TLS_CERT to the certificate with its chain, and PARLEY_TLS_KEY to the key it was made for, both as PEM.',
    )
  }
}

function digestOf({ cert, key }: Certificate): string {
  const lengths = `${cert.length} ${key.length} `
  return createHash('sha256').update(lengths).update(cert).update(key).digest('base64')
}
