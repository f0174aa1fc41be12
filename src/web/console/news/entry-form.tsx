import type { NewsEntry } from '../../../domain/index.js'
import type { Desk } from '../desk.js'
import type { KeptPicture } from './upload.js'

/** What a form about a piece of news needs to know. */
export interface EntryFormProps {
  desk: Desk
  /** Where it goes. */
  action: string
  /** Makes the names of its fields unlike those of the others on the screen. */
  name: string
  entry: NewsEntry | null
  /** Which state was looked at; without one it is new, and nothing is saved as one types. */
  version?: string
  /** What the blog says where staff wrote something else. */
  said?: { title: string; text: string } | null
  /** Posts have their own address and picture; what staff write has a field for each. */
  own: boolean
  /** Of a post that has a picture: whether it is shown. */
  shown?: boolean | null
  /** It adds to a list beside it, and is drawn again by itself. */
  adds?: boolean
  fault?: string | undefined
  /** The picture that it handed in before it was refused. */
  kept?: KeptPicture | null
}

/** The words of a piece of news, and what is told of its picture. With scripts each change is saved as it is typed. */
export function EntryForm(props: EntryFormProps) {
  const { desk, action, name, entry, version, said, own, shown, adds = false, fault, kept = null } = props
  const { t } = desk
  const saved = version === undefined ? (adds ? byItself(action, name) : {}) : asOneTypes(action, name)
  const picture = entry?.picture ?? null
  const captioned = own || shown !== null
  return (
    <form
      method="post"
      action={action}
      className="event"
      {...(version === undefined ? { encType: 'multipart/form-data' } : {})}
      {...saved}
    >
      {fault && <Fault desk={desk} fault={fault} />}
      {version !== undefined && <VersionField name={name} version={version} />}
      <label>
        {t('newsDesk.field.title')}
        <input id={`${name}-title`} name="title" required maxLength={300} defaultValue={entry?.title ?? ''} />
        {said && said.title !== entry?.title && <small>{t('newsDesk.blogSays', { text: said.title })}</small>}
      </label>
      <label>
        {t('newsDesk.field.text')}
        <textarea id={`${name}-text`} name="text" rows={5} maxLength={4000} defaultValue={entry?.text ?? ''} />
        {said && said.text !== (entry?.text ?? '') && <small>{t('newsDesk.blogSays', { text: said.text })}</small>}
      </label>
      {own && (
        <label>
          {t('newsDesk.field.url')}
          <input name="url" type="url" maxLength={1000} defaultValue={entry?.url ?? ''} placeholder="https://" />
        </label>
      )}
      {own && version === undefined && <PictureField desk={desk} kept={kept} />}
      {shown !== undefined && shown !== null && (
        <label className="tick">
          <input type="checkbox" name="sans" value="1" defaultChecked={!shown} /> {t('newsDesk.noPicture')}
        </label>
      )}
      {captioned && (
        <div className="together">
          <label>
            {t('newsDesk.field.credit')}
            <input name="credit" maxLength={200} defaultValue={picture?.credit ?? ''} />
          </label>
          <label>
            {t('newsDesk.field.alt')}
            <input name="alt" maxLength={300} defaultValue={picture?.alt ?? ''} />
          </label>
        </div>
      )}
      <button type="submit">{t(version === undefined ? 'newsDesk.add' : 'issueDesk.save')}</button>
    </form>
  )
}

/** Another picture for a piece of news, or none: handed in by a button, since no one types a photo. */
export function PictureForm({ desk, action, name, has }: { desk: Desk; action: string; name: string; has: boolean }) {
  const { t } = desk
  return (
    <form method="post" action={action} encType="multipart/form-data" className="event picture">
      <PictureField desk={desk} name={name} />
      <div className="acts">
        <button type="submit" className="small">
          {t(has ? 'newsDesk.otherPicture' : 'newsDesk.addPicture')}
        </button>
        {has && (
          <button type="submit" className="small secondary" name="sans" value="1">
            {t('newsDesk.removePicture')}
          </button>
        )}
      </div>
    </form>
  )
}

function PictureField({
  desk,
  name = 'nouvelle',
  kept = null,
}: {
  desk: Desk
  name?: string
  kept?: KeptPicture | null
}) {
  return (
    <>
      {kept && (
        <p className="kept">
          <img src={kept.src} alt="" />
          {desk.t('newsDesk.keptPicture', { file: kept.file })}
          <input type="hidden" name="kept" value={kept.name} />
          <input type="hidden" name="keptFile" value={kept.file} />
        </p>
      )}
      <label>
        {desk.t('newsDesk.field.picture')}
        <input id={`${name}-picture`} type="file" name="picture" accept="image/jpeg,image/png,image/webp,image/heic" />
        <small>{desk.t('newsDesk.pictureHelp')}</small>
      </label>
    </>
  )
}

export const VersionField = ({ name, version }: { name: string; version: string }) => (
  <input type="hidden" name="version" id={`version-${name}`} value={version} />
)

export const Fault = ({ desk, fault }: { desk: Desk; fault: string }) => (
  <p className="finding blocks" role="alert">
    {desk.t(`newsDesk.fault.${fault}`)}
  </p>
)

/** Sends a form of something new, and draws it again in its place, `ajouter-<name>`: the rest of the screen stays. */
export const byItself = (action: string, name: string) => ({
  'hx-post': action,
  'hx-target': `#ajouter-${name}`,
  'hx-swap': 'innerHTML',
})

/** Saves a form as it is typed, one save after the other. */
export const asOneTypes = (action: string, name: string) => ({
  'hx-post': action,
  'hx-trigger': 'input delay:600ms, change, submit',
  'hx-target': `#sort-${name}`,
  'hx-swap': 'innerHTML',
  'hx-sync': 'this:queue last',
})
