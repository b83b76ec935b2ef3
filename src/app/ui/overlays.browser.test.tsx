import './tokens.css'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { LanguageProvider } from '../i18n/language.tsx'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { IconButton } from './IconButton.tsx'
import { Menu } from './Menu.tsx'
import { Popover } from './Popover.tsx'
import { Select } from './Select.tsx'
import { Tabs } from './Tabs.tsx'
import { ToastRegion } from './ToastRegion.tsx'
import { showFailure, useFailures } from './toast.ts'

function ColumnMenu() {
  const [chosen, setChosen] = useState<readonly string[]>(['time'])
  const item = (id: string, title: string) => ({
    id,
    title,
    run: () => setChosen((old) => (old.includes(id) ? old.filter((it) => it !== id) : [...old, id])),
  })
  return (
    <Menu
      label="Columns"
      trigger="Columns"
      sections={[{ id: 'c', chosen, many: true, items: [item('time', 'Time'), item('name', 'Name')] }]}
    />
  )
}

function RemoveDialog() {
  const [isOpen, setOpen] = useState(false)
  return (
    <LanguageProvider>
      <Button onClick={() => setOpen(true)}>Remove…</Button>
      <Dialog
        title="Remove it?"
        role="alertdialog"
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={<Button look="danger">Remove</Button>}
      >
        <p>It is gone then.</p>
      </Dialog>
    </LanguageProvider>
  )
}

function ZoneSelect() {
  const [zone, setZone] = useState<'utc' | 'shanghai' | 'tokyo'>('utc')
  return (
    <LanguageProvider>
      <Select
        label="Zone"
        value={zone}
        onChange={setZone}
        options={[
          { value: 'utc', label: 'UTC' },
          { value: 'shanghai', label: 'Shanghai', detail: 'UTC+8' },
          { value: 'tokyo', label: 'Tokyo' },
        ]}
      />
    </LanguageProvider>
  )
}

function EventTabs() {
  const [chosen, setChosen] = useState<'fields' | 'payload'>('fields')
  return (
    <Tabs
      label="Event"
      chosen={chosen}
      onChoose={setChosen}
      tabs={[
        { id: 'fields', title: 'Fields', content: () => 'all fields' },
        { id: 'payload', title: 'Payload', note: '2 KB', content: () => 'raw text' },
      ]}
    />
  )
}

afterEach(() => useFailures.setState({ shown: [] }))

describe('menu', () => {
  test('by keyboard: opens on the first item, moves, runs, gives the focus back', async () => {
    const copy = vi.fn<() => void>()
    const screen = await render(
      <LanguageProvider>
        <Menu
          label="Row"
          trigger="Row"
          sections={[
            {
              id: 'all',
              items: [
                { id: 'open', title: 'Open', run: vi.fn<() => void>() },
                { id: 'copy', title: 'Copy', keys: 'y', run: copy },
              ],
            },
          ]}
        />
      </LanguageProvider>,
    )
    const button = screen.getByRole('button', { name: 'Row' })
    button.element().focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(screen.getByRole('menuitem', { name: 'Open' })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(copy).toHaveBeenCalledOnce()
    await expect.element(button).toHaveFocus()
    await expect.element(screen.getByRole('menu')).not.toBeInTheDocument()
  })

  test('a section of many choices stays open and says what is ticked', async () => {
    const screen = await render(
      <LanguageProvider>
        <ColumnMenu />
      </LanguageProvider>,
    )
    await screen.getByRole('button', { name: 'Columns' }).click()
    const name = screen.getByRole('menuitemcheckbox', { name: 'Name' })
    await expect.element(name).toHaveAttribute('aria-checked', 'false')
    await name.click()
    await expect.element(name).toHaveAttribute('aria-checked', 'true')
    await userEvent.keyboard('{Escape}')
    await expect.element(name).not.toBeInTheDocument()
  })
})

describe('popover', () => {
  test('takes the focus, closes on Escape and by a click outside', async () => {
    const screen = await render(
      <LanguageProvider>
        <Popover label="Zone" trigger="UTC+8">
          <input aria-label="Zone name" />
        </Popover>
        <p>outside</p>
      </LanguageProvider>,
    )
    const button = screen.getByRole('button', { name: 'UTC+8' })
    await button.click()
    await expect.element(screen.getByRole('dialog', { name: 'Zone' })).toBeVisible()
    await userEvent.keyboard('{Tab}')
    await expect.element(screen.getByLabelText('Zone name')).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(button).toHaveFocus()
    await button.click()
    await expect.element(screen.getByRole('dialog')).toBeVisible()
    await userEvent.click(document.body, { position: { x: 300, y: 300 } })
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument()
  })
})

test('a dialog keeps the focus inside and gives it back', async () => {
  const screen = await render(<RemoveDialog />)
  const button = screen.getByRole('button', { name: 'Remove…' })
  await button.click()
  const dialog = screen.getByRole('alertdialog', { name: 'Remove it?' })
  await expect.element(dialog).toBeVisible()
  for (let presses = 0; presses < 5; presses += 1) {
    await userEvent.keyboard('{Tab}')
    expect(dialog.element().contains(document.activeElement)).toBe(true)
  }
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(button).toHaveFocus()
})

test('a select is one of several, by type-ahead too', async () => {
  const screen = await render(<ZoneSelect />)
  const button = screen.getByRole('button')
  button.element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(screen.getByRole('option', { name: 'UTC', exact: true })).toHaveFocus()
  await userEvent.keyboard('to')
  await expect.element(screen.getByRole('option', { name: 'Tokyo' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(button).toHaveTextContent('Tokyo')
  await expect.element(button).toHaveFocus()
  // The chosen one again: it closes and stays.
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(screen.getByRole('option', { name: 'Tokyo' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByRole('listbox')).not.toBeInTheDocument()
  await expect.element(button).toHaveTextContent('Tokyo')
})

test('a tooltip shows at keyboard focus, and an icon has a name without it', async () => {
  const screen = await render(
    <LanguageProvider>
      <IconButton label="Copy link" keys="c">
        <svg />
      </IconButton>
    </LanguageProvider>,
  )
  await expect.element(screen.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await userEvent.keyboard('{Tab}')
  await expect.element(screen.getByRole('tooltip')).toHaveTextContent('Copy linkc')
  await userEvent.keyboard('{Escape}')
  await expect.element(screen.getByRole('tooltip')).not.toBeInTheDocument()
})

test('tabs: arrows choose, round the end', async () => {
  const screen = await render(<EventTabs />)
  await screen.getByRole('tab', { name: 'Fields' }).click()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(screen.getByRole('tab', { name: 'Payload' })).toHaveFocus()
  await expect.element(screen.getByRole('tabpanel')).toHaveTextContent('raw text')
})

test('a failure stays until it is dismissed; its action ends it', async () => {
  const retry = vi.fn<() => void>()
  const screen = await render(
    <LanguageProvider>
      <ToastRegion />
    </LanguageProvider>,
  )
  showFailure({ title: 'The sample could not be removed', action: { label: 'Try again', run: retry } })
  showFailure({ title: 'Copying failed' })
  showFailure({ title: 'Copying failed' })
  await expect.element(screen.getByText('Copying failed')).toBeVisible()
  await screen.getByRole('button', { name: 'Try again' }).click()
  expect(retry).toHaveBeenCalledOnce()
  await screen.getByRole('button', { name: 'Close' }).click()
  await expect.element(screen.getByText('Copying failed')).not.toBeInTheDocument()
})
