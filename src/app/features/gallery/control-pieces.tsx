import { Columns3, Copy, Link, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Select } from '../../ui/Select.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Checkbox, Switch } from '../../ui/Toggle.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import styles from './gallery.module.css'
import type { Piece } from './piece.ts'

const nothing = () => undefined

function Menus() {
  const [chosen, setChosen] = useState<readonly string[]>(['time'])
  const [order, setOrder] = useState('desc')
  const toggle = (id: string) => () =>
    setChosen((old) => (old.includes(id) ? old.filter((it) => it !== id) : [...old, id]))
  return (
    <div className={styles['row']}>
      <Menu
        label="Row"
        trigger="Actions"
        sections={[
          {
            id: 'do',
            items: [
              { id: 'copy', title: 'Copy', keys: 'y', icon: <Copy size={14} />, run: nothing },
              {
                id: 'link',
                title: 'Copy link',
                detail: 'this row, this zoom',
                icon: <Link size={14} />,
                run: nothing,
              },
              { id: 'none', title: 'Not now', disabled: true, run: nothing },
            ],
          },
          {
            id: 'end',
            items: [{ id: 'rm', title: 'Delete', danger: true, icon: <Trash2 size={14} />, run: nothing }],
          },
        ]}
      />
      <Menu
        label="Columns"
        iconOnly
        look="quiet"
        trigger={<Columns3 size={16} aria-hidden="true" />}
        sections={[
          {
            id: 'columns',
            title: 'Columns',
            chosen,
            many: true,
            items: ['time', 'source', 'name'].map((id) => ({ id, title: id, run: toggle(id) })),
          },
          {
            id: 'order',
            title: 'Order',
            chosen: [order],
            items: ['desc', 'asc'].map((id) => ({ id, title: id, run: () => setOrder(id) })),
          },
        ]}
      />
      <Menu label="Nothing" trigger="Disabled" disabled sections={[]} />
    </div>
  )
}

function Dialogs() {
  const messages = useMessages()
  const [open, setOpen] = useState<'dialog' | 'alertdialog'>()
  return (
    <div className={styles['row']}>
      <Button onClick={() => setOpen('dialog')}>Dialog</Button>
      <Button onClick={() => setOpen('alertdialog')}>Alert dialog</Button>
      <Popover label="Zone" trigger="Popover">
        <TextField label="Zone" value="Asia/Shanghai" onChange={nothing} />
      </Popover>
      <Dialog
        title="Remove the sample?"
        size="small"
        role={open ?? 'dialog'}
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
        actions={
          <>
            <Button onClick={() => setOpen(undefined)}>{messages.ui.cancel}</Button>
            <Button look="danger" onClick={() => setOpen(undefined)}>
              Remove
            </Button>
          </>
        }
      >
        <p>2,563 events go. It can be loaded again.</p>
      </Dialog>
    </div>
  )
}

function Fields() {
  const [text, setText] = useState('14')
  const [zone, setZone] = useState<'utc' | 'shanghai'>()
  return (
    <>
      <div className={styles['row']}>
        <TextField label="Retention" value={text} onChange={setText} help="Days, counted from receipt" />
        <TextField label="Retention" value="0" onChange={nothing} error="At least one day" />
        <TextField label="Disabled" value="" placeholder="nothing" disabled onChange={nothing} />
      </div>
      <div className={styles['row']}>
        <Select
          label="Zone"
          value={zone}
          onChange={setZone}
          options={[
            { value: 'utc', label: 'UTC' },
            { value: 'shanghai', label: 'Asia/Shanghai', detail: 'UTC+8' },
          ]}
        />
        <Choice
          label="Native"
          value="a"
          onChange={nothing}
          options={[
            { value: 'a', label: 'Native choice' },
            { value: 'b', label: 'Other' },
          ]}
        />
      </div>
    </>
  )
}

function Toggles() {
  const [isOn, setOn] = useState(true)
  return (
    <div className={styles['row']}>
      <Switch label="Wrap lines" isOn={isOn} onChange={setOn} />
      <Switch label="Off" detail="with a line of detail" isOn={!isOn} onChange={(it) => setOn(!it)} />
      <Checkbox label="Sample too" isOn={isOn} onChange={setOn} />
      <Checkbox label="Disabled" isOn={false} disabled onChange={nothing} />
    </div>
  )
}

function TabLine() {
  const [chosen, setChosen] = useState<'fields' | 'payload' | 'context'>('fields')
  return (
    <Tabs
      label="Event"
      chosen={chosen}
      onChoose={setChosen}
      tabs={[
        { id: 'fields', title: 'Fields', note: '14', content: () => 'session, seq, time' },
        { id: 'payload', title: 'Payload', content: () => 'raw text' },
        { id: 'context', title: 'Context', content: () => 'rows around it' },
      ]}
    />
  )
}

export const controlPieces: readonly Piece[] = [
  {
    name: 'Button',
    Show: () => (
      <>
        <div className={styles['row']}>
          <Button look="primary">Primary</Button>
          <Button>Plain</Button>
          <Button look="quiet">Quiet</Button>
          <Button look="danger">Danger</Button>
          <Button disabled>Disabled</Button>
          <Button aria-pressed>Pressed</Button>
        </div>
        <div className={styles['row']}>
          <Button size="small" look="primary">
            Small
          </Button>
          <Button size="small">Small</Button>
          <Button size="small" look="quiet">
            Small
          </Button>
          <IconButton label="Copy link" keys="c">
            <Link size={15} aria-hidden="true" />
          </IconButton>
          <IconButton label="Copy" size="small" look="plain">
            <Copy size={13} aria-hidden="true" />
          </IconButton>
          <Tooltip text="A longer hint, which says more than the button" keys="Ctrl+k">
            <Button size="small">Tooltip</Button>
          </Tooltip>
        </div>
      </>
    ),
  },
  {
    name: 'Kbd',
    Show: () => (
      <div className={styles['row']}>
        {['j', 'E', 'Ctrl+k', 'Escape', 'Shift+ArrowDown', '?'].map((it) => (
          <Kbd key={it} keys={it} />
        ))}
      </div>
    ),
  },
  { name: 'Menu', Show: Menus },
  { name: 'Dialog, Popover', Show: Dialogs },
  { name: 'Fields', Show: Fields },
  { name: 'Toggle', Show: Toggles },
  { name: 'Tabs', Show: TabLine },
]
