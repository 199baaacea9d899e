/* SPDX-License-Identifier: MIT */
/*
 * Ports of the SDM845 networks on chip. Each network counts its own from 0, so a number means nothing without the
 * node it is written after. Listed are the ports of the paths from the IPA to memory and from the CPUs to the IPA.
 */
#ifndef DT_BINDINGS_INTERCONNECT_QCOM_SDM845_H
#define DT_BINDINGS_INTERCONNECT_QCOM_SDM845_H

/* gladiator_noc: the CPU clusters */
#define MASTER_APPSS_PROC       0
#define SLAVE_GNOC_SNOC         2
#define SLAVE_GNOC_MEM_NOC      3

/* aggre2_noc: the IPA among others */
#define MASTER_IPA              4
#define SLAVE_A2NOC_SNOC        9

/* system_noc */
#define MASTER_A2NOC_SNOC       2
#define MASTER_GNOC_SNOC        3
#define SLAVE_SNOC_CNOC         9
#define SLAVE_SNOC_MEM_NOC_SF  11
#define SLAVE_IMEM             12

/* mem_noc, up to the DDR */
#define MASTER_SNOC_SF_MEM_NOC  6
#define SLAVE_LLCC             10
#define MASTER_LLCC            13
#define SLAVE_EBI1             14

/* config_noc: registers of the blocks */
#define MASTER_SNOC_CNOC        2
#define SLAVE_IPA_CFG          19

#endif
