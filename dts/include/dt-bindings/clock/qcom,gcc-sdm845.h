/* SPDX-License-Identifier: MIT */
/* Only the branches that start the modem. */
#ifndef DT_BINDINGS_CLOCK_QCOM_GCC_SDM845_H
#define DT_BINDINGS_CLOCK_QCOM_GCC_SDM845_H

#define GCC_BOOT_ROM_AHB_CLK       5
#define GCC_MSS_CFG_AHB_CLK       36
#define GCC_MSS_GPLL0_DIV_CLK_SRC 37
#define GCC_MSS_MFAB_AXIS_CLK     38
#define GCC_MSS_Q6_MEMNOC_AXI_CLK 39
#define GCC_MSS_SNOC_AXI_CLK      40
#define GCC_PRNG_AHB_CLK          64

#endif
