/** Why a backup or a restoration was refused; `reason` has its text under "backup.<reason>". */
export class BackupRefused extends Error {
  override name = 'BackupRefused'
  constructor(
    readonly reason: 'exists' | 'missing' | 'unreadable' | 'newer' | 'running' | 'noTools',
    readonly detail = '',
  ) {
    super(`${reason} ${detail}`)
  }
}
