// What a friendly widget may count on, one check a promise of the protocol. The id is the section of the protocol and a
// word; the report is a list of { id, title, outcome: pass | fail, detail }.

const kindOf = ({ error }) => error?.data?.kind;

/** Throws with what was seen. */
const must = (truth, seen) => {
  if (!truth) throw new Error(`saw ${JSON.stringify(seen)}`);
};

const set = (key, value, ifRev) => ({ op: 'set', key, value, ...(ifRev !== undefined && { ifRev }) });
const remove = (key, ifRev) => ({ op: 'delete', key, ...(ifRev !== undefined && { ifRev }) });
let operations = 0;

/** @type {[id: string, title: string, check: (probe: any) => any][]} */
const CHECKS = [
  ['2.init.version', 'the host chose a major that was offered', ({ welcome }) => must(welcome.v === 1, welcome.v)],
  ['2.init.instance', 'the instance has a name', ({ welcome }) => must(welcome.instance.length > 0, welcome)],
  ['2.init.host', 'the host says its name and version', ({ welcome: { host } }) => must(host.name && host.version, host)],
  ['2.init.twice', 'a session starts once', async (probe) => {
    const again = await probe.ask('session.init', { nonce: probe.nonce, sdk: 'probe', want: [] });
    must(again.error, again);
  }],
  ['1.level', 'the level is 0 to 3', ({ welcome: { level } }) => must([0, 1, 2, 3].includes(level), level)],
  ['6.features', 'features are a list of names', ({ welcome: { features } }) =>
    must(Array.isArray(features) && features.every((name) => typeof name === 'string'), features)],
  ['7.granted', 'grants are within the wishes of the manifest', ({ welcome: { granted } }) =>
    must(granted.every((name) => ['storage:user', 'storage:shared', 'user:id', 'service:echo'].includes(name)), granted)],
  ['7.required', 'what is required is granted', ({ welcome: { granted } }) => must(granted.includes('storage:user'), granted)],
  ['7.denied', 'refusals have a reason', async (probe) => {
    const { result } = await probe.ask('capability.request', { names: ['live'], why: 'pour essayer' });
    must(result.denied.some(({ name, reason }) => name === 'live' && reason), result);
  }],
  ['7.request', 'asking for what is there answers what is there', async (probe) => {
    const { result } = await probe.ask('capability.request', { names: ['storage:user'], why: 'pour essayer' });
    must(result.granted.includes('storage:user'), result);
  }],
  ['4.user', 'the person is pairwise and has only what was granted', ({ welcome: { user } }) =>
    must(user.id && !user.name && !user.groups, user)],
  ['4.context.mode', 'the mode is told', ({ welcome: { context } }) => must(['frame', 'page'].includes(context.mode), context)],
  ['4.context.locale', 'the language is a BCP 47 tag', ({ welcome: { context } }) =>
    must(Intl.getCanonicalLocales(context.locale).length === 1, context.locale)],
  ['4.context.dir', 'the direction is told', ({ welcome: { context } }) => must(['ltr', 'rtl'].includes(context.dir), context.dir)],
  ['4.context.zone', 'the time zone is one', ({ welcome: { context } }) =>
    new Intl.DateTimeFormat('fr', { timeZone: context.timeZone })],
  ['4.context.theme', 'the theme is light or dark', ({ welcome: { context } }) => must(['light', 'dark'].includes(context.theme), context.theme)],
  ['4.context.contrast', 'the contrast is told', ({ welcome: { context } }) => must(context.contrast, context)],
  ['4.context.motion', 'the motion is told', ({ welcome: { context } }) => must(context.motion, context)],
  ['4.context.scale', 'the text scale is a number', ({ welcome: { context } }) => must(context.fontScale > 0, context)],
  ['4.context.container', 'the width there is', ({ welcome: { context } }) => must(context.container.width > 0, context)],
  ['4.context.visible', 'whether it is seen', ({ welcome: { context } }) => must(typeof context.visible === 'boolean', context)],
  ['4.context.read', 'whether it may write', ({ welcome: { context } }) => must(context.readOnly === false, context)],
  ['4.context.uai', 'the establishment, from the back end', ({ welcome: { context } }) => must(context.uai === '0310000X', context)],
  ['9.limits', 'every limit is advertised', ({ welcome: { limits } }) =>
    must(['message', 'value', 'batch', 'keys', 'inFlight', 'rate', 'burst', 'timeoutMs'].every((name) => limits[name] > 0), limits)],
  ['9.limits.least', 'limits are not below the least', ({ welcome: { limits } }) =>
    must(limits.message >= 65536 && limits.value >= 16384 && limits.batch >= 20 && limits.inFlight >= 8, limits)],
  ['3.ping', '$ping is answered', async (probe) => must((await probe.ask('$ping', {})).result, 'no result')],
  ['3.id', 'an answer has the id of its question', async (probe) => must((await probe.ask('$ping', {}, 4321)).id === 4321, 'another id')],
  ['3.version', 'every message says jsonrpc 2.0', ({ heard }) => must(heard.every(({ jsonrpc }) => jsonrpc === '2.0'), heard[0])],
  ['3.unknown.member', 'unknown members are ignored', async (probe) => {
    const answer = probe.answer(4322);
    probe.raw(JSON.stringify({ jsonrpc: '2.0', id: 4322, method: '$ping', params: { later: true }, extra: 1 }));
    must((await answer).result, 'no result');
  }],
  ['3.unknown.method', 'an unknown method is unsupported', async (probe) => {
    const answer = await probe.ask('x.publisher.trick', {});
    must(kindOf(answer) === 'unsupported' && answer.error.code === -32601, answer);
  }],
  ['3.order', 'answers to equal questions come in order', async (probe) => {
    const seen = [];
    await Promise.all([5001, 5002, 5003].map((id) => probe.ask('$ping', {}, id).then(() => seen.push(id))));
    must(String(seen) === '5001,5002,5003', seen);
  }],
  ['5.error', 'an error has a code, words, a kind and says whether to retry', async (probe) => {
    const { error } = await probe.ask('ui.print', {});
    must(error.code === 4030 && error.message && error.data.kind === 'not_granted' && error.data.retryable === false, error);
  }],
  ['8.read.empty', 'an empty scope reads as empty', async (probe) => {
    const { result } = await probe.ask('storage.read', { scope: 'user', prefix: 'none/' });
    must(result.rev >= 0 && result.items.length === 0, result);
  }],
  ['8.write', 'a write answers its revision', async (probe) => {
    const { result } = await probe.write('user', [set('a/one', { n: 1 })]);
    must(result.rev > 0, result);
  }],
  ['8.read.key', 'an item reads back as it was written', async (probe) => {
    const value = { text: 'é « à » 🌱', list: [1, 2.5, null, true], deep: { a: { b: [] } } };
    await probe.write('user', [set('a/two', value)]);
    const { result } = await probe.ask('storage.read', { scope: 'user', keys: ['a/two'] });
    must(JSON.stringify(result.items[0].value) === JSON.stringify(value), result);
  }],
  ['8.read.rev', 'an item has the revision of its write', async (probe) => {
    const written = await probe.write('user', [set('a/three', 3)]);
    const { result } = await probe.ask('storage.read', { scope: 'user', keys: ['a/three'] });
    must(result.items[0].rev === written.result.rev && result.items[0].at, result);
  }],
  ['8.read.prefix', 'a prefix reads what is under it, in order', async (probe) => {
    await probe.write('user', ['c', 'a', 'b'].map((key) => set(`p/${key}`, key)));
    const { result } = await probe.ask('storage.read', { scope: 'user', prefix: 'p/' });
    must(String(result.items.map(({ value }) => value)) === 'a,b,c', result);
  }],
  ['8.read.page', 'a long list comes in pages', async (probe) => {
    const first = (await probe.ask('storage.read', { scope: 'user', prefix: 'p/', limit: 2 })).result;
    must(first.items.length === 2 && first.next, first);
    const { result } = await probe.ask('storage.read', { scope: 'user', prefix: 'p/', after: first.next });
    must(result.items.length === 1 && !result.next, result);
  }],
  ['8.read.keys', 'several keys are read at once', async (probe) => {
    const { result } = await probe.ask('storage.read', { scope: 'user', keys: ['p/a', 'p/c', 'p/none'] });
    must(result.items.length === 2, result);
  }],
  ['8.batch', 'a batch has one revision', async (probe) => {
    await probe.write('shared', [set('d/1', 1, 0), set('d/2', 2, 0)]);
    const { result } = await probe.ask('storage.read', { scope: 'shared', prefix: 'd/' });
    must(result.items.length === 2 && result.items[0].rev === result.items[1].rev, result);
  }],
  ['8.ifrev', 'what exists is not overwritten unseen', async (probe) => {
    const answer = await probe.write('shared', [set('d/1', 'mine', 0)]);
    must(kindOf(answer) === 'conflict' && answer.error.code === 4090, answer);
  }],
  ['8.conflict', 'a conflict brings the winner', async (probe) => {
    const { error } = await probe.write('shared', [set('d/1', 'mine', 0)]);
    must(error.data.key === 'd/1' && error.data.value === 1 && error.data.rev > 0, error);
  }],
  ['8.atomic', 'a batch that fails changes nothing', async (probe) => {
    await probe.write('shared', [set('d/new', 1, 0), set('d/1', 'mine', 0)]);
    const { result } = await probe.ask('storage.read', { scope: 'shared', keys: ['d/new'] });
    must(result.items.length === 0, result);
  }],
  ['8.opid', 'a repeated write answers as the first', async (probe) => {
    const first = await probe.write('user', [set('e', 1)], 'same');
    await probe.write('user', [set('e', 2)]);
    const second = await probe.write('user', [set('e', 1)], 'same');
    const { result } = await probe.ask('storage.read', { scope: 'user', keys: ['e'] });
    must(first.result.rev === second.result.rev && result.items[0].value === 2, [first, second, result]);
  }],
  ['8.delete', 'what is deleted is gone', async (probe) => {
    await probe.write('user', [set('gone', 1)]);
    await probe.write('user', [remove('gone')]);
    const { result } = await probe.ask('storage.read', { scope: 'user', keys: ['gone'] });
    must(result.items.length === 0, result);
  }],
  ['8.watch', 'a watch starts with what is there', async (probe) => {
    const { result } = await probe.ask('storage.watch', { scope: 'shared', prefix: 'd/' });
    probe.watching = result.watch;
    must(result.watch > 0 && result.rev > 0 && result.items.length === 2, result);
  }],
  ['8.echo', 'own writes are echoed with their operation', async (probe) => {
    const { result } = await probe.write('shared', [set('d/echo', 1, 0)], 'my-operation');
    const echo = await probe.hears(({ method, params }) => method === 'storage.changed' && params.items.some(({ key }) => key === 'd/echo'));
    must(echo.params.to === result.rev && echo.params.items[0].opId === 'my-operation' && echo.params.watch === probe.watching, echo);
  }],
  ['8.watch.elsewhere', 'a watch keeps its revisions without a gap', async (probe) => {
    const { result } = await probe.write('shared', [set('z/elsewhere', 1, 0)]);
    const note = await probe.hears(({ method, params }) => method === 'storage.changed' && params.to >= result.rev);
    must(note.params.items.every(({ key }) => key.startsWith('d/')), note);
  }],
  ['8.watch.deleted', 'a deletion is told', async (probe) => {
    const { result } = await probe.ask('storage.read', { scope: 'shared', keys: ['d/echo'] });
    await probe.write('shared', [remove('d/echo', result.items[0].rev)]);
    const note = await probe.hears(({ method, params }) => method === 'storage.changed' && params.items.some(({ deleted }) => deleted));
    must(note.params.items[0].key === 'd/echo', note);
  }],
  ['8.unwatch', 'what is watched no more is told no more', async (probe) => {
    await probe.ask('storage.unwatch', { watch: probe.watching });
    probe.heard.length = 0;
    await probe.write('shared', [set('d/late', 1, 0)]);
    const note = await probe.hears(({ method }) => method === 'storage.changed', 300);
    must(!note, note);
  }],
  ['8.scope.unknown', 'an unknown scope is refused', async (probe) => {
    const answer = await probe.ask('storage.read', { scope: 'elsewhere', prefix: '' });
    must(answer.error, answer);
  }],
  ['7.scope', 'a scope that was not granted is refused', async (probe) =>
    must(kindOf(await probe.ask('storage.read', { scope: 'widget', prefix: '' })) === 'not_granted', 'allowed')],
  ['4.service', 'a granted service answers', async (probe) => {
    const { result } = await probe.ask('service.call', { name: 'echo', args: { a: 1 } });
    must(result.data.args.a === 1, result);
  }],
  ['7.service', 'another service is refused', async (probe) =>
    must(kindOf(await probe.ask('service.call', { name: 'tally', args: {} })) === 'not_granted', 'allowed')],
  ['4.display', 'the display mode set is told', async (probe) => {
    const answer = await probe.ask('ui.display', { mode: 'inline' });
    must(answer.result || kindOf(answer) === 'unsupported', answer);
  }],
  ['7.fullscreen', 'full screen needs its capability', async (probe) =>
    must(kindOf(await probe.ask('ui.display', { mode: 'fullscreen' })) === 'not_granted', 'allowed')],
  ['7.open', 'opening an address needs its capability', async (probe) =>
    must(kindOf(await probe.ask('ui.open', { url: 'https://example.org/' })) === 'not_granted', 'allowed')],
  ['7.file', 'keeping a file needs its capability', async (probe) =>
    must(kindOf(await probe.ask('file.get', { file: 'x' })) === 'not_granted', 'allowed')],
  ['4.notes', 'notes are taken without an answer', async (probe) => {
    probe.heard.length = 0;
    probe.note('ui.announce', { text: 'Enregistré' });
    probe.note('ui.dirty', { dirty: true });
    probe.note('ui.dirty', { dirty: false });
    probe.note('ui.key', { key: 'Escape' });
    probe.note('log', { level: 'info', code: 'check' });
    probe.note('live.send', { topic: 't', data: 1 });
    await probe.ask('$ping', {});
    must(probe.heard.length === 1, probe.heard);
  }],
];

/** @returns {Promise<{ id: string, title: string, outcome: 'pass' | 'fail', detail?: string }[]>} */
export const run = async (probe) => {
  probe.write = (scope, ops, opId = `check-${(operations += 1)}`) => probe.ask('storage.write', { scope, opId, ops });
  const report = [];
  for (const [id, title, check] of CHECKS) {
    // A widget that keeps to the rate of section 9 is never refused.
    await probe.later(100);
    const answer = Promise.resolve(probe).then(check).then(
      () => ({ id, title, outcome: 'pass' }),
      (error) => ({ id, title, outcome: 'fail', detail: error.message }),
    );
    const silence = probe.later(5000).then(() => ({ id, title, outcome: 'fail', detail: 'no answer in 5 s' }));
    report.push(await Promise.race([answer, silence]));
  }
  return report;
};
