/* SPDX-License-Identifier: MIT */
/* Power domains that the modem needs, as RPMh numbers them. */
#ifndef DT_BINDINGS_POWER_QCOM_RPMPD_H
#define DT_BINDINGS_POWER_QCOM_RPMPD_H

#define SC7180_CX  0
#define SC7180_MX  3
#define SC7180_MSS 7

#define SDM845_MX  1
#define SDM845_CX  3
#define SDM845_MSS 8

#endif
