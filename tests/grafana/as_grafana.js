// Shows panels as Grafana would, with Grafana's own published @grafana/data: answers of Prometheus become frames, go
// through the panel's transformations, get its field configuration, and become texts and colours. Only what the panels'
// own code does afterwards, which is not published, is written here again: which frames a chart can draw, and which colour
// text has on a coloured ground.
//
// node as_grafana.js FOLDER: FOLDER/node_modules holds @grafana/data; standard input is [{theme, panels: [{panel, values,
// answers: {A: {data} or {error}}}]}], standard output [{theme, panels: [{kind, title, problem, frames, shown}]}].
'use strict';
const path = require('path');

// Grafana expects a browser; this window is no object, so that the packages below it do not take Node for one.
globalThis.window = Object.assign(function () {}, {
  grafanaBootData: { settings: { featureToggles: { dataplaneFrontendFallback: true } } },  // on unless switched off
  history: { pushState() {}, replaceState() {} }, location: {}, addEventListener() {}, dispatchEvent() {},
});
globalThis.navigator = { language: 'en-GB', languages: ['en-GB'] };
const modules = path.resolve(process.argv[2], 'node_modules');
const grafana = require(path.join(modules, '@grafana/data'));
const { lastValueFrom } = require(path.join(modules, 'rxjs'));

const VERSION = require(path.join(modules, '@grafana/data/package.json')).version;
const LOADED_LATER = Number(VERSION.split('.')[0]) >= 13;  // the registry holds functions that load a transformation

const transformations = new Map(Object.values(grafana.standardTransformers).map((one) => [one.id, one]));
grafana.standardTransformersRegistry.setInit(() => [...transformations.values()].map((one) => (
  { id: one.id, name: one.name, transformation: LOADED_LATER ? async () => one : one })));

// ---- answers of Prometheus as frames: what Grafana's data source makes of them ----

function frames(target, answer, stepMs) {
  if (answer.error || !answer.data) {
    return [];
  }
  const { resultType, result } = answer.data;
  const series = resultType === 'scalar' ? [{ metric: {}, value: result }] : result;
  if (series.length === 0) {
    return [{ refId: target.refId, fields: [], length: 0 }];
  }
  return series.map(({ metric, value, values }) => {
    const points = values ?? [value];
    return {
      refId: target.refId,
      length: points.length,
      fields: [
        { name: 'Time', type: 'time', config: values ? { interval: stepMs } : {}, values: points.map((one) => one[0] * 1000) },
        { name: 'Value', type: 'number', labels: metric, config: { displayNameFromDS: legend(target, metric) },
          values: points.map((one) => Number(one[1])) },
      ],
    };
  });
}

function legend(target, labels) {
  if (target.legendFormat !== '__auto') {
    return target.legendFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => labels[name] ?? '');
  }
  const inside = Object.entries(labels).filter(([name]) => name !== '__name__').map(([name, value]) => `${name}="${value}"`);
  return inside.length ? `${labels.__name__ ?? ''}{${inside.join(', ')}}` : target.expr;
}

// One table a query: Time, the labels by name, the value.
function tables(found) {
  const byRef = new Map();
  found.forEach((frame) => byRef.set(frame.refId, [...(byRef.get(frame.refId) ?? []), frame]));
  if (found.every((frame) => frame.length === 0)) {
    return found;
  }
  return [...byRef].map(([refId, parts]) => {
    const labels = [];
    parts.forEach((part) => Object.keys(part.fields[1]?.labels ?? {}).sort().forEach((name) => {
      if (!labels.includes(name)) {
        labels.push(name);
      }
    }));
    const column = (of) => parts.flatMap((part) => (part.length ? of(part) : []));
    const fields = [
      { name: 'Time', type: 'time', config: {}, values: column((part) => part.fields[0].values) },
      ...labels.map((name) => ({ name, type: 'string', config: { filterable: true },
        values: column((part) => part.fields[1].values.map(() => part.fields[1].labels[name] ?? '')) })),
      { name: byRef.size > 1 ? `Value #${refId}` : 'Value', type: 'number', config: {},
        values: column((part) => part.fields[1].values) },
    ];
    return { refId, fields, length: fields[0].values.length };
  });
}

// ---- field configuration: which properties there are, and how each is read ----

function property(id, process, custom) {
  return { id: custom ? `custom.${id}` : id, path: id, name: id, isCustom: custom, process, shouldApply: () => true, settings: {} };
}

function registry(fieldConfig) {
  const own = new Set(Object.keys(fieldConfig.defaults.custom ?? {}));
  fieldConfig.overrides.forEach((rule) => rule.properties.forEach(({ id }) => {
    if (id.startsWith('custom.')) {
      own.add(id.slice('custom.'.length));
    }
  }));
  const number = grafana.numberOverrideProcessor;
  const asIs = grafana.identityOverrideProcessor;
  return new grafana.FieldConfigOptionsRegistry(() => [
    property('unit', grafana.unitOverrideProcessor), property('decimals', number), property('min', number),
    property('max', number), property('noValue', grafana.displayNameOverrideProcessor), property('color', asIs),
    property('displayName', grafana.displayNameOverrideProcessor),
    property('thresholds', grafana.thresholdsOverrideProcessor), property('mappings', grafana.valueMappingsOverrideProcessor),
    property('links', grafana.dataLinksOverrideProcessor), ...[...own].map((id) => property(id, asIs, true)),
  ]);
}

// JSON has no infinity: the lowest step is stored as null.
function restored(fieldConfig) {
  const found = structuredClone(fieldConfig);
  const restore = (thresholds) => thresholds?.steps.forEach((step) => { step.value = step.value ?? -Infinity; });
  restore(found.defaults.thresholds);
  found.overrides.forEach((rule) => rule.properties.forEach((one) => one.id === 'thresholds' && restore(one.value)));
  return found;
}

// ---- what the panels' own code does with the frames ----

const written = (display) => grafana.formattedValueToString(display);

// Which text Grafana writes on a coloured ground (getTextColorForAlphaBackground of @grafana/ui).
function textOn(colour, theme) {
  const [red, green, blue, alpha] = grafana.colorManipulator.decomposeColor(colour).values.concat(1);
  if (alpha < 0.3) {
    return theme.isDark ? '#f7f8fa' : '#202226';
  }
  return (red * 299 + green * 587 + blue * 114) / 1000 > 180 ? '#202226' : '#f7f8fa';
}

function hasType(frame, ...types) {
  return frame.fields.some((field) => types.includes(field.type));
}

function problemOf(kind, found) {
  if (kind === 'timeseries' && found.length) {
    if (!found.some((frame) => hasType(frame, 'time'))) {
      return 'Data is missing a time field';
    }
    return found.some((frame) => hasType(frame, 'time') && hasType(frame, 'number')) ? '' : 'Data is missing a number field';
  }
  if (kind === 'state-timeline' && found.length && !found.some((frame) => hasType(frame, 'time'))) {
    return 'Data does not have a time field';
  }
  if (kind === 'barchart' && found.length) {
    return found.some((frame) => hasType(frame, 'string', 'time') && hasType(frame, 'number')) ? ''
      : 'Bar charts need a string or time field and a number field';
  }
  return '';
}

// A state timeline with colours by threshold and merged values shows the steps' ranges, not the mappings.
function mergedByThreshold(field, options, theme) {
  const { steps } = field.config.thresholds ?? { steps: [] };
  if (!options.mergeValues || field.config.color?.mode !== 'thresholds' || !steps.length) {
    return null;
  }
  const named = steps.map((step, i) => (step.value === -Infinity && i + 1 < steps.length ? `< ${steps[i + 1].value}`
    : `${step.value}+`));
  return (value) => {
    const at = steps.findLastIndex((step) => value >= step.value);
    return { text: named[at], color: theme.visualization.getColorByName(steps[at].color) };
  };
}

function cell(display, value) {
  const { color } = display;
  return { text: written(display), colour: color ?? '', value: value === undefined ? null : value };
}

function asField(field, frame, every, panel, theme) {
  const states = panel.type === 'state-timeline' && field.type === 'number'
    ? mergedByThreshold(field, panel.options, theme) : null;
  const cells = field.values.map((value) => (states && value !== null ? { ...states(value), suffix: '' } : field.display(value)))
    .map((display, i) => cell(display, field.values[i]));
  const look = field.config.custom ?? {};
  const ground = look.cellOptions?.type === 'color-background' || (panel.type === 'state-timeline' && field.type !== 'time');
  cells.forEach((one) => {
    one.ground = ground && one.colour ? grafana.colorManipulator.asHexString?.(one.colour) ?? one.colour : '';
    one.ink = one.ground ? textOn(one.ground, theme) : '';
  });
  const { color } = grafana.getFieldSeriesColor?.(field, theme) ?? { color: '' };
  return { name: grafana.getFieldDisplayName(field, frame, every), type: field.type, labels: field.labels ?? {},
    unit: field.config.unit ?? '', custom: look, colour: color, cells, hidden: Boolean(look.hidden),
    links: (field.config.links ?? []).map((link) => link.url) };
}

// The big figures of a stat or the bars of a bar gauge.
function figures(panel, found, fieldConfig, theme) {
  return grafana.getFieldDisplayValues({
    data: found, fieldConfig, reduceOptions: panel.options.reduceOptions, replaceVariables: (text) => text, theme,
    timeZone: 'Europe/London',
  }).map(({ name, display, field }) => {
    const filled = panel.options.colorMode?.startsWith('background');
    return { name: display.title ?? name, text: written(display), colour: display.color, ground: filled ? display.color : '',
      ink: filled ? textOn(display.color, theme) : display.color, value: Number.isNaN(display.numeric) ? null : display.numeric,
      links: (field.links ?? []).map((link) => link.url) };
  });
}

async function show({ panel, stepMs, values, answers }, theme) {
  const asked = panel.targets.map((target) => [target, answers[target.refId] ?? {}]);
  const error = asked.map(([, answer]) => answer.error).find(Boolean);
  const got = error ? [] : asked.map(([target, answer]) => [target, frames(target, answer, stepMs)]);
  const table = got.filter(([target]) => target.format === 'table').flatMap(([, some]) => some);
  const series = got.filter(([target]) => target.format !== 'table').flatMap(([, some]) => some)
    .map((frame) => grafana.toDataFrame(frame));
  const raw = [...series, ...tables(table).map((frame) => grafana.toDataFrame(frame))];
  const interpolate = (text) => text.replace(/\$\{(\w+)(?::\w+)?\}|\$(\w+)/g, (all, one, other) => values[one ?? other] ?? all);
  const changed = await lastValueFrom(grafana.transformDataFrame(panel.transformations ?? [], raw, { interpolate }));
  const fieldConfig = restored(panel.fieldConfig);
  const shaped = grafana.applyFieldOverrides({ data: changed, fieldConfig, replaceVariables: interpolate, theme,
    timeZone: 'Europe/London', fieldConfigRegistry: registry(fieldConfig) });
  const big = ['stat', 'bargauge'].includes(panel.type);
  const full = shaped.filter((frame) => frame.fields.length && frame.length);
  return {
    id: panel.id, kind: panel.type, title: interpolate(panel.title), error: error ?? '',
    problem: problemOf(panel.type, full),
    noValue: fieldConfig.defaults.noValue ?? '',
    frames: big ? [] : full.map((frame) => ({ fields: frame.fields.map((field) => asField(field, frame, shaped, panel, theme)) })),
    shown: big ? figures(panel, shaped, fieldConfig, theme) : [],
    labels: shaped.flatMap((frame) => frame.fields).filter((field) => field.type === 'number')
      .map((field) => Object.keys(field.labels ?? {})),
  };
}

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
  }
  const found = [];
  for (const { theme: mode, panels } of JSON.parse(Buffer.concat(chunks).toString())) {
    const theme = grafana.createTheme({ colors: { mode } });
    const { text, background, border } = theme.colors;
    const colours = { text: text.primary, secondary: text.secondary, ground: background.primary, canvas: background.canvas,
      border: border.weak };
    const shown = [];
    for (const one of panels) {
      shown.push(await show(one, theme));
    }
    found.push({ theme: colours, panels: shown });
  }
  process.stdout.write(JSON.stringify(found));
}

main();
