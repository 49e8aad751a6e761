// What a dashboard of ours may hold, said with Grafana's own types. A panel type that is not here is
// refused by check.mjs.
import type * as dashboard from './node_modules/@grafana/schema/dist/types/raw/dashboard/x/types.gen';
import type * as heatmap from './node_modules/@grafana/schema/dist/types/raw/composable/heatmap/panelcfg/x/types.gen';
import type * as stat from './node_modules/@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen';
import type * as states from './node_modules/@grafana/schema/dist/types/raw/composable/statetimeline/panelcfg/x/types.gen';
import type * as table from './node_modules/@grafana/schema/dist/types/raw/composable/table/panelcfg/x/types.gen';
import type * as lines from './node_modules/@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen';

export type Ours_Dashboard = Partial<Omit<dashboard.Dashboard, 'panels'>>;
export type Ours_Panel = dashboard.Panel;
export type Ours_Row = dashboard.RowPanel;

// Options without a value have a default: hence Partial, at the top alone.
export type Ours_Options_heatmap = Partial<heatmap.Options>;
export type Ours_Options_stat = Partial<stat.Options>;
export type Ours_Options_state_timeline = Partial<states.Options>;
export type Ours_Options_table = Partial<table.Options>;
export type Ours_Options_timeseries = Partial<lines.Options>;

export type Ours_Custom_heatmap = Partial<heatmap.FieldConfig>;
export type Ours_Custom_stat = Record<string, never>;
export type Ours_Custom_state_timeline = Partial<states.FieldConfig>;
export type Ours_Custom_table = Partial<table.FieldConfig>;
export type Ours_Custom_timeseries = Partial<lines.FieldConfig>;
