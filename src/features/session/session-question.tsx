import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { questionMessages } from './question-messages.ts'
import { useSession, useSessionState } from './session.ts'

/** The question that a session asks after it ended or changed hands, above the page that stays. */
export function SessionQuestion() {
  return (
    <>
      <Expired />
      <OtherPerson />
    </>
  )
}

function Expired() {
  const t = useMessages(questionMessages)
  const session = useSession()
  const state = useSessionState(session)
  if (state.kind !== 'expired') return null
  const signIn = () => void session.signIn()
  return (
    <Dialog
      isOpen
      covers
      role="alertdialog"
      title={t('expired')}
      actions={
        <Button kind="primary" autoFocus onPress={signIn}>
          {t('signInAgain')}
        </Button>
      }
    >
      <p>{t('expiredText', { name: state.person.name })}</p>
    </Dialog>
  )
}

function OtherPerson() {
  const t = useMessages(questionMessages)
  const session = useSession()
  const state = useSessionState(session)
  if (state.kind !== 'other-person') return null
  const signIn = () => void session.signIn()
  return (
    <Dialog
      isOpen
      covers
      role="alertdialog"
      title={t('otherPerson')}
      actions={
        <>
          <Button onPress={() => session.accept()}>{t('goOnAs', { name: state.other.name })}</Button>
          <Button kind="primary" autoFocus onPress={signIn}>
            {t('signInAs', { name: state.person.name })}
          </Button>
        </>
      }
    >
      <p>{t('otherPersonText', { mine: state.person.name, theirs: state.other.name })}</p>
    </Dialog>
  )
}
