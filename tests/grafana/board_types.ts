// What a board's file may hold, by the definitions of @grafana/schema. Options may be left out, because Grafana fills in
// its own; none may be there that Grafana does not know.
import type * as raw from './dashboard_definitions'; // written by types_test.py: its name differs by version
import type * as barchart from '@grafana/schema/dist/esm/raw/composable/barchart/panelcfg/x/BarChartPanelCfg_types.gen';
import type * as bargauge from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as timeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

// A type as JSON has it: the values of an enumeration instead of its names, every property that is named and no other.
type Plain<T> = unknown extends T ? T
  : T extends string ? `${T}`
  : T extends number | boolean | null | undefined ? T
  : T extends Array<infer One> ? Array<Plain<One>>
  : { [Key in keyof T]: Plain<T[Key]> };

type DataSource = { type: 'prometheus'; uid: '${datasource}' };

// As Grafana's Prometheus data source reads it (PrometheusDataQuery of @grafana/schema 10).
interface Query {
  datasource: DataSource;
  refId: string;
  expr: string;
  legendFormat: string;
  instant: boolean;
  range: boolean;
  format: 'time_series' | 'table' | 'heatmap';
  editorMode: 'code' | 'builder';
}

// As the transformations of @grafana/data read their options.
type Transformation =
  | { id: 'merge'; options: Record<string, never> }
  | { id: 'organize'; options: {
      excludeByName: Record<string, boolean>; indexByName: Record<string, number>; renameByName: Record<string, string> } }
  | { id: 'sortBy'; options: { sort: Array<{ field: string; desc: boolean }> } }
  | { id: 'convertFieldType'; options: {
      conversions: Array<{ targetField: string; destinationType: 'time'; dateFormat: string }> } }
  | { id: 'formatTime'; options: { timeField: string; outputFormat: string; useTimezone: boolean } }
  | { id: 'groupingToMatrix'; options: {
      rowField: string; columnField: string; valueField: string; emptyValue: 'null' | 'empty' | 'true' | 'false' } };

type PropertyValue<Custom> = Plain<raw.FieldConfig> & { [Key in keyof Plain<Custom> as `custom.${Key & string}`]?: Plain<Custom>[Key] };
type Property<All> = { [Key in keyof All & string]-?: { id: Key; value: NonNullable<All[Key]> } }[keyof All & string];

interface Fields<Custom> {
  defaults: Omit<Plain<raw.FieldConfig>, 'custom'> & { custom: Partial<Plain<Custom>> };
  overrides: Array<{ matcher: { id: 'byName' | 'byType' | 'byRegexp'; options: string }; properties: Array<Property<PropertyValue<Custom>>> }>;
}

type PanelOf<Type extends string, Options, Custom> =
  Omit<Plain<raw.Panel>, 'type' | 'options' | 'fieldConfig' | 'targets' | 'transformations' | 'datasource'> & {
    type: Type;
    datasource: DataSource;
    options: Partial<Plain<Options>>;
    fieldConfig: Fields<Custom>;
    targets: Query[];
    transformations?: Transformation[];
  };

type Nothing = Record<string, never>;

// Until Grafana 11 a column is hidden by the one, from Grafana 12 on by the other.
interface HiddenColumn { hidden?: boolean; hideFrom?: { viz: boolean; legend: boolean; tooltip: boolean } }

export interface Panels {
  'barchart': PanelOf<'barchart', barchart.Options, barchart.FieldConfig>;
  'bargauge': PanelOf<'bargauge', bargauge.Options, Nothing>;
  'stat': PanelOf<'stat', stat.Options, Nothing>;
  'state-timeline': PanelOf<'state-timeline', timeline.Options, timeline.FieldConfig>;
  'text': PanelOf<'text', text.Options, Nothing>;
  'table': PanelOf<'table', table.Options, table.FieldConfig & HiddenColumn>;
  'timeseries': PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>;
}

export type Row = Plain<raw.RowPanel>;

// As Grafana's Prometheus data source reads its annotations.
type Annotation = Omit<Plain<raw.AnnotationQuery>, 'target'> & {
  step: string; titleFormat: string; textFormat: string; tagKeys: string; useValueForTime: boolean;
  target: { expr: string; refId: 'Anno'; interval: string };
};

export type BoardWithoutPanels = Omit<Plain<raw.Dashboard>, 'panels' | 'annotations'> & { annotations: { list: Annotation[] } };
