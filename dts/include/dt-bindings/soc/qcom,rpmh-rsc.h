/* SPDX-License-Identifier: MIT */
/* Kinds of trigger command sets. */
#ifndef DT_BINDINGS_SOC_QCOM_RPMH_RSC_H
#define DT_BINDINGS_SOC_QCOM_RPMH_RSC_H

#define SLEEP_TCS   0
#define WAKE_TCS    1
#define ACTIVE_TCS  2
#define CONTROL_TCS 3

#endif
