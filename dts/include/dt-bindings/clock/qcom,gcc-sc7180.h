/* SPDX-License-Identifier: MIT */
/* Only the branches that start the modem. */
#ifndef DT_BINDINGS_CLOCK_QCOM_GCC_SC7180_H
#define DT_BINDINGS_CLOCK_QCOM_GCC_SC7180_H

#define GCC_MSS_CFG_AHB_CLK       125
#define GCC_MSS_MFAB_AXIS_CLK     126
#define GCC_MSS_NAV_AXI_CLK       127
#define GCC_MSS_Q6_MEMNOC_AXI_CLK 128
#define GCC_MSS_SNOC_AXI_CLK      129

#endif
